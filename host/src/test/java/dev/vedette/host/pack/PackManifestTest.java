package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackManifestTest {
    private static final String MINIMAL = """
        id: com.acme.cisco-asa
        version: 2.4.1
        title: Cisco ASA
        requires: { api: ">=1.0.0 <2.0.0" }
        """;

    private static PackManifest read(String text) throws PackRefusedException {
        return PackManifest.read("pack.yml", text);
    }

    private static String refused(String text, PackCode code) {
        PackRefusedException e = catchThrowableOfType(PackRefusedException.class, () -> read(text));
        assertThat(e).as(text).isNotNull();
        assertThat(e.code()).isEqualTo(code);
        return String.valueOf(e.getMessage());
    }

    @Test
    void everything_that_a_manifest_can_say_is_read() throws Exception {
        PackManifest manifest = read("""
            pack: 1
            id: com.acme.cisco-asa
            version: 2.4.1
            title: Cisco ASA
            requires: { api: ">=1.0.0 <2.0.0", host: ">=0.1.0 <1.0.0", ecs: "9" }
            provides:
              parsers: [parsers/asa.yml]
              rules: rules/*.yml
              profiles: []
              java:
                LogParser: [com.acme.AsaParser, com.acme.Outer$Inner]
                Reporter: []
            config: config.schema.json
            capabilities: { network: ["https://api.acme.com:443"], files: [], secrets: [api_key], index_read: true, respond: [] }
            budget: { parse_ms: 100, heap_mb: 64 }
            license: Apache-2.0
            maintainers: [ops@acme.example]
            deprecated: { since: 2.4.0, description: Use the other one, replaced_by: com.acme.asa }
            """);
        assertThat(manifest.id()).isEqualTo(new PackId("com.acme.cisco-asa", "2.4.1"));
        assertThat(manifest.apiRange()).isEqualTo(">=1.0.0 <2.0.0");
        assertThat(manifest.hostRange()).isEqualTo(">=0.1.0 <1.0.0");
        assertThat(manifest.ecs()).isEqualTo("9");
        assertThat(manifest.provides().get("rules"))
                .extracting(PackManifest.Pattern::glob)
                .containsExactly("rules/*.yml");
        assertThat(manifest.extensions())
                .containsOnlyKeys("LogParser")
                .containsEntry("LogParser", List.of("com.acme.AsaParser", "com.acme.Outer$Inner"));
        assertThat(manifest.capabilities().indexRead()).isTrue();
        assertThat(manifest.budget().parser()).isEqualTo(new Budget(Duration.ofMillis(100), Duration.ofMillis(250)));
        assertThat(manifest.budget().heapMegabytes()).isEqualTo(64);
        assertThat(manifest.maintainers()).containsExactly("ops@acme.example");
        assertThat(manifest.deprecated())
                .isEqualTo(new PackManifest.Deprecation("2.4.0", "Use the other one", "com.acme.asa"));
    }

    @Test
    void four_keys_are_enough() throws Exception {
        PackManifest manifest = read(MINIMAL);
        assertThat(manifest.provides()).isEmpty();
        assertThat(manifest.budget().parser()).isEqualTo(Budget.PARSER);
        assertThat(manifest.hostRange()).isNull();
    }

    @Test
    void an_unknown_key_is_refused_with_its_place_and_the_nearest_known_one() {
        assertThat(refused(MINIMAL + "maintainer: me\n", PackCode.MANIFEST_INVALID))
                .contains("pack.yml:5:1: unknown key 'maintainer'; did you mean 'maintainers'?");
        assertThat(refused(MINIMAL + "provides:\n  parser: [a.yml]\n", PackCode.MANIFEST_INVALID))
                .contains("pack.yml:6:3: unknown key 'parser'; did you mean 'parsers'?");
        assertThat(refused(MINIMAL + "provides: { java: { LogPaser: [a.B] } }\n", PackCode.MANIFEST_INVALID))
                .contains("did you mean 'LogParser'?");
        assertThat(refused(MINIMAL + "budget: { parse: 5 }\n", PackCode.MANIFEST_INVALID))
                .contains("unknown key 'parse'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "version", "title", "requires"})
    void what_must_be_there_is_missed_by_name(String key) {
        String without = MINIMAL.lines().filter(line -> !line.startsWith(key)).reduce("", (a, b) -> a + b + "\n");
        assertThat(refused(without, PackCode.MANIFEST_INVALID)).contains("'" + key + "' is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pack: 2 | this host reads pack format 1, not 2",
                "budget: { parse_ms: 251 } | 'parse_ms' is from 1 to 250, not 251",
                "budget: { heap_mb: 0 } | 'heap_mb' is from 1",
                "capabilities: { index_read: maybe } | 'index_read' is true or false",
                "deprecated: { since: 1.0.0 } | 'description' is missing",
                "provides: { java: { LogParser: [Asa] } } | 'Asa' is no class name with its package",
                "provides: { java: { LogParser: [a.B, a.B] } } | the class 'a.B' stands twice",
                "provides: [parsers] | 'provides' is a map",
                "id: again | stands twice",
                "license: [ | pack.yml:"
            })
    void what_is_not_as_it_should_be_is_named_with_its_place(String line, String said) {
        assertThat(refused(MINIMAL + line + "\n", PackCode.MANIFEST_INVALID))
                .contains("pack.yml:")
                .contains(said.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "Com.Acme", "com..acme", "com.acme.", "com/acme", "../acme", "com.acme_x", "com.-a"})
    void an_id_is_reverse_dns(String id) {
        assertThat(refused(MINIMAL.replace("com.acme.cisco-asa", id), PackCode.MANIFEST_INVALID))
                .contains("is no pack id; write it as reverse DNS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "v1.0.0", "1", "latest", "1.0.0/../..", "01.0.0"})
    void a_version_is_a_semantic_one(String version) {
        assertThat(refused(MINIMAL.replace("2.4.1", version), PackCode.MANIFEST_INVALID))
                .contains("is no semantic version");
    }

    @ParameterizedTest
    @ValueSource(strings = {">=1.0.0", "<2.0.0", ">1.0.0"})
    void a_range_without_an_end_is_refused_with_the_fix(String range) {
        assertThat(refused(MINIMAL.replace(">=1.0.0 <2.0.0", range), PackCode.RANGE_OPEN))
                .contains("pack.yml:4:18: 'requires.api' is open at its")
                .contains("[range-open]")
                .contains("\">=1.0.0 <2.0.0\"");
    }

    /** What the library behind would misread without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {">=1.0.0, <2.0.0", "[1.0,2.0)", "*", "latest", "", "1.x", ">=1.0.0 <2.0.0 || >=3.0.0", "garbage"
            })
    void a_notation_that_is_not_a_plain_range_is_refused(String range) {
        assertThat(refused(MINIMAL.replace(">=1.0.0 <2.0.0", range), PackCode.RANGE_OPEN))
                .contains("no version range");
    }

    @ParameterizedTest
    @CsvSource({
        ">=1.0.0 <2.0.0, 1.0.0, true",
        ">=1.0.0 <2.0.0, 2.0.0, false",
        ">=1.0.0 <2.0.0, 1.5.0-SNAPSHOT, true",
        ">=0.1.0 <1.0.0, 0.1.0-SNAPSHOT, true",
        ">=1.2.0 <=1.9.0, 1.9.0, true",
        "^1.2.0, 1.1.0, false",
        "^1.2.0, 1.9.9, true",
        "~1.2.0, 1.3.0, false",
        "1.0.0, 1.0.0, true",
        "1.0.0, 1.0.1, false"
    })
    void closed_ranges_mean_what_they_say(String range, String version, boolean in) {
        assertThat(Compatibility.complaint(range)).isNull();
        assertThat(Compatibility.satisfies(version, range)).isEqualTo(in);
    }
}
