package dev.vedette.host.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportersTest {
    private final Exporters exporters = new Exporters(FlowSettings.of(Set.of()));

    private static ExporterKey key(int number) {
        return ExporterKey.of(Origin.of("default", "flows")
                .sender(IpAddress.parse("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255)))
                .build());
    }

    @Test
    void one_exporter_keeps_its_latest_templates_within_a_mebibyte() {
        Exporter exporter = exporters.of(key(1));
        for (int id = 0; id < 100; id++) {
            exporter.put(0, id, new byte[60_000]);
        }
        assertThat(exporter.bytes()).isBetween(Exporter.MAX_BYTES - 61_000, Exporter.MAX_BYTES);
        assertThat(exporter.get(0, 99)).hasSize(60_000);
        assertThat(exporter.get(0, 0)).isNull();
        exporter.put(0, 99, new byte[10]);
        for (int id = 0; id < 100; id++) {
            exporter.remove(0, id);
        }
        assertThat(exporter.bytes()).isZero();
    }

    @Test
    void thousands_of_forged_exporters_together_stay_bounded_and_the_latest_is_known() {
        int last = 4_000;
        for (int i = 0; i <= last; i++) {
            exporters.of(key(i)).put(0, 256, new byte[60_000]);
        }
        assertThat(exporters.templateBytes()).isLessThan(Exporters.MAX_TEMPLATE_BYTES + 1_024 * 61_000);
        assertThat(exporters.of(key(last)).get(0, 256)).isNotNull();
        assertThat(exporters.of(key(0)).get(0, 256)).isNull();
    }
}
