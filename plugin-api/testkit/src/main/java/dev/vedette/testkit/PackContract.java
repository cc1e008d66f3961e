package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.api.event.HostFields;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.pack.OpenPack;
import dev.vedette.host.pack.PackManifest;
import dev.vedette.host.pack.PackRefusedException;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pack.UnsignedCode;
import dev.vedette.host.parse.declarative.VectorResult;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Everything that can be checked of a pack without a host that runs: manifest, documents, parsers, rules, and each vector
 * as a test of its own. A pack that passes is one that a host of the same version activates. This is all that a pack
 * without Java needs:
 *
 * <pre>{@code
 * class AcmePackTest extends PackContract {}
 * }</pre>
 */
public abstract class PackContract extends PackVectors {
    private static final Set<String> CHANGES =
            Set.of("enhancement", "bugfix", "breaking-change", "deprecation", "security");

    private void with(Consumer<PackUnderTest> check) {
        try (PackUnderTest pack = PackUnderTest.open(pack())) {
            check.accept(pack);
        }
    }

    @Test
    void the_manifest_is_valid_and_names_files_that_are_there() {
        with(pack -> {
            PackManifest manifest = pack.manifest();
            assertThat(manifest.license()).as("license").isNotBlank();
            for (String kind : manifest.provides().keySet()) {
                assertThat(pack.files(kind)).as(kind).isNotEmpty();
            }
            assertThat(manifest.provides().size() + manifest.extensions().size())
                    .as("what the pack provides")
                    .isPositive();
        });
    }

    @Test
    void the_host_loads_it() {
        with(pack -> assumeTrue(
                pack.manifest().extensions().isEmpty() || !pack.folder().endsWith("src/main/pack"),
                "the pack's Java is not beside its sources; Maven puts both into target/classes"));
        PackSettings settings = PackSettings.defaults().withUnsignedCode(UnsignedCode.ALLOW);
        try (OpenPack pack = OpenPack.open(pack(), settings)) {
            assertThat(pack.id()).isEqualTo(pack.manifest().id());
        } catch (PackRefusedException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void people_are_told_what_it_is_and_what_has_changed() {
        with(pack -> {
            assertThat(read(pack, "README.md"))
                    .as("README.md tells those who install the pack what it reads and how to set up the product:"
                            + " a heading and more than 100 characters")
                    .contains("# ")
                    .hasSizeGreaterThan(100);
            try {
                changeLog(pack);
            } catch (YamlException e) {
                throw new AssertionError(e.getMessage(), e);
            }
        });
    }

    private static void changeLog(PackUnderTest pack) throws YamlException {
        YamlNode root =
                Yaml.readAll("CHANGELOG.yml", read(pack, "CHANGELOG.yml")).get(0);
        assertThat(root)
                .as("CHANGELOG.yml is a list of versions, the newest first")
                .isInstanceOf(YamlList.class);
        YamlMap newest = ((YamlList) root).items().get(0).asMap("version");
        assertThat(newest.requireText("version"))
                .as("newest version in CHANGELOG.yml")
                .isEqualTo(pack.manifest().id().version());
        for (YamlNode version : ((YamlList) root).items()) {
            YamlNode changes = version.asMap("version").require("changes");
            assertThat(changes).as("changes at " + changes.place()).isInstanceOf(YamlList.class);
            for (YamlNode change : ((YamlList) changes).items()) {
                assertThat(change.asMap("change").requireText("type"))
                        .as("type at " + change.place())
                        .isIn(CHANGES);
                assertThat(change.asMap("change").requireText("description"))
                        .as("description at " + change.place())
                        .isNotBlank();
            }
        }
    }

    private static String read(PackUnderTest pack, String name) {
        assertThat(pack.folder().resolve(name)).as("a pack has a " + name).isRegularFile();
        try {
            return Files.readString(pack.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void its_rules_compile_and_can_match() {
        with(pack -> {
            RuleSet rules = pack.rules();
            assertThat(rules.refused()).as("refused rules").isEmpty();
            assertThat(rules.blind())
                    .as("rules with a placeholder that has no value")
                    .isEmpty();
        });
    }

    @Test
    void each_parser_has_a_vector_and_one_record_is_somebody_elses() {
        with(pack -> {
            if (pack.files("parsers").isEmpty()) {
                return;
            }
            List<VectorResult> results = results(pack);
            Set<String> tested = results.stream().map(VectorResult::parser).collect(Collectors.toSet());
            assertThat(tested).as("parsers with a vector").containsAll(pack.parsersInYaml());
            assertThat(results)
                    .as("a vector with 'kind: unparsed', which shows that the pack leaves other formats alone")
                    .anyMatch(result -> result.events().stream()
                            .anyMatch(event -> event.values(HostFields.TAGS).contains("unparsed")));
        });
    }

    @Test
    void each_rule_is_proved_by_a_vector() {
        with(pack -> {
            if (pack.files("parsers").isEmpty()) {
                return; // its rules are about events of other packs
            }
            Map<String, String> unproved = new TreeMap<>();
            for (RuleInfo rule : pack.rules().rules()) {
                if (rule.path().endsWith(".yml")) {
                    unproved.put(rule.id(), rule.path());
                }
            }
            results(pack).forEach(result -> unproved.keySet().removeAll(result.rulesMatch()));
            assertThat(unproved)
                    .as("rules that no vector's 'rules: { match: [...] }' names: nothing shows that they ever fire")
                    .isEmpty();
        });
    }
}
