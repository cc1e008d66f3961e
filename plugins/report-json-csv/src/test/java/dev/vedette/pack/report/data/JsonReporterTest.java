package dev.vedette.pack.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.report.ReportTable;
import dev.vedette.api.report.Reporter;
import dev.vedette.testkit.ReporterContract;
import dev.vedette.testkit.SampleReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReporterTest extends ReporterContract {
    @Override
    protected Reporter reporter() {
        return new JsonReporter();
    }

    @Test
    void a_row_is_an_object_with_typed_values() throws IOException {
        ReportTable table = ReportTable.of(
                "t",
                "T",
                List.of("a", "b", "c", "d", "e", "f"),
                List.of(Arrays.asList(1L, -2.5, true, IpAddress.ofV4(0x0A000001), List.of("x", 2L), null)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new JsonReporter().render(SampleReport.of(table), out);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("{\"a\": 1, \"b\": -2.5, \"c\": true, \"d\": \"10.0.0.1\", \"e\": [\"x\", 2], \"f\": null}")
                .contains("\"generated_at\": \"" + Instant.parse("2026-01-08T06:00:00Z") + "\"");
    }
}
