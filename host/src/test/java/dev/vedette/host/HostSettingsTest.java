package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.config.ConfigException;
import dev.vedette.host.config.ConfigLoader;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example configuration of the distribution says the truth: it has every key, and shows every default. */
class HostSettingsTest {
    private static final Path EXAMPLE = Path.of("../plugins/src/conf/vedette.yml");
    /** Set by the host itself. */
    private static final Set<String> INTERNAL = Set.of("journal.not-below", "packs.host-version");

    @TempDir
    Path temp;

    /** The example with its settings in force: {@code ## } begins a remark, {@code # } a setting. */
    private static String uncommented() throws IOException {
        return Files.readAllLines(EXAMPLE).stream()
                .filter(line -> !line.startsWith("##"))
                .map(line -> line.startsWith("# ") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
    }

    private HostSettings load(String yaml) throws Exception {
        return ConfigLoader.load(HostSettings.DEFAULTS, Files.writeString(temp.resolve("vedette.yml"), yaml), Map.of());
    }

    @Test
    void as_it_comes_the_example_changes_nothing() throws Exception {
        assertThat(load(Files.readString(EXAMPLE))).isEqualTo(HostSettings.DEFAULTS);
    }

    @Test
    void with_every_key_in_force_the_example_binds_and_its_plain_values_are_the_defaults() throws Exception {
        HostSettings all = load(uncommented());
        HostSettings usual = HostSettings.DEFAULTS;
        assertThat(all.server()).isEqualTo(usual.server());
        assertThat(all.packs()).isEqualTo(usual.packs());
        assertThat(all.journal()).isEqualTo(usual.journal());
        assertThat(all.store()).isEqualTo(usual.store());
        assertThat(all.pipeline()).isEqualTo(usual.pipeline());
        assertThat(withoutReliability(all)).isEqualTo(usual.offenses());
        assertThat(all.receivers().subList(0, usual.receivers().size())).isEqualTo(usual.receivers());
        assertThat(all.receivers())
                .extracting(receiver -> receiver.type().spelling())
                .contains("syslog-udp", "syslog-tcp", "flow-udp", "http", "file");
        assertThat(Clients.of(all.clients()).all()).hasSizeGreaterThan(1);
        assertThat(all.access().tokens()).isNotEmpty();
    }

    /** The one map among the plain values has an example instead of its default, which is empty. */
    private static OffenseSettings withoutReliability(HostSettings all) {
        OffenseSettings it = all.offenses();
        return new OffenseSettings(it.activeFor(), it.inactiveAfter(), it.evidencePerRule(), it.inMemory(), Map.of());
    }

    @Test
    void every_key_that_there_is_stands_in_the_example() throws Exception {
        Set<String> keys = new TreeSet<>();
        keys(HostSettings.class, "", keys);
        Set<String> shown = new TreeSet<>();
        shown(Yaml.readAll("vedette.yml", uncommented()).get(0), "", shown);
        keys.removeAll(INTERNAL);
        assertThat(shown).containsAll(keys);
        assertThat(keys).hasSizeGreaterThan(50);
    }

    private static void keys(Class<?> type, String above, Set<String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key =
                    above + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            Type generic = component.getGenericType();
            Class<?> inner = component.getType();
            if (generic instanceof ParameterizedType list && inner == List.class) {
                inner = (Class<?>) list.getActualTypeArguments()[0];
            }
            if (inner.isRecord()) {
                keys(inner, key + ".", into);
            } else {
                into.add(key);
            }
        }
    }

    private static void shown(YamlNode node, String above, Set<String> into) {
        switch (node) {
            case YamlNode.YamlMap map ->
                map.entries().forEach((key, value) -> {
                    String path = above.isEmpty() ? key : above + "." + key;
                    into.add(path);
                    shown(value, path, into);
                });
            case YamlNode.YamlList list -> list.items().forEach(item -> shown(item, above, into));
            default -> into.add(above);
        }
    }

    @Test
    void an_unknown_key_is_an_error_that_names_the_nearest() {
        assertThatThrownBy(() -> load("pipeline: { workrs: 4 }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("vedette.yml", "workrs", "workers");
    }

    @Test
    void a_value_that_cannot_be_is_an_error_with_its_place() {
        assertThatThrownBy(() -> load("server:\n  port: 99999\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("vedette.yml", "server.port", "99999");
    }
}
