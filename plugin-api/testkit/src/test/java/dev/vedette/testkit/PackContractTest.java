package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small pack that keeps the contract, and what is said when one thing of it is broken. */
class PackContractTest {
    private static final String RULE = "5a3b6c1e-8d43-4b0c-9d55-3f4f0e6f1a27";

    @TempDir
    Path folder;

    private PackContract contract;

    @BeforeEach
    void a_good_pack() {
        Path place = folder;
        contract = new PackContract() {
            @Override
            protected Path pack() {
                return place;
            }
        };
        write("pack.yml", """
            pack: 1
            id: com.example.shapes
            version: 1.2.0
            title: Shapes
            requires: { api: ">=1.0.0 <2.0.0" }
            provides: { parsers: [parsers/*.yml], rules: [rules/*.yml] }
            license: Apache-2.0
            """);
        write("README.md", "# Shapes\n\n" + "Reads shapes. ".repeat(10));
        write("CHANGELOG.yml", """
            - version: 1.2.0
              changes: [ { type: enhancement, description: More shapes } ]
            - version: 1.1.0
              changes: [ { type: bugfix, description: A circle has no corners } ]
            """);
        write("parsers/shape.yml", """
            parser: com.example.shapes
            match: { any: [ { startswith: "shape " } ] }
            log_sources: [ { product: shapes } ]
            steps:
              - id: all
                dissect: "shape %{shape.name} %{shape.sides|int}"
            vectors:
              - name: a triangle
                raw: shape triangle 3
                expect: { shape.name: triangle, shape.sides: 3 }
                rules: { match: [ RULE ] }
              - { name: a square, raw: shape square 4, rules: { not: [ RULE ] } }
              - { name: another, raw: color red, kind: unparsed }
            """.replace("RULE", RULE));
        write("rules/triangle.yml", """
            title: A triangle
            id: RULE
            level: low
            logsource: { product: shapes }
            detection:
              three: { shape.sides: 3 }
              condition: three
            """.replace("RULE", RULE));
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(String name, String before, String after) {
        try {
            String text = Files.readString(folder.resolve(name));
            assertThat(text).contains(before);
            write(name, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertFails(ThrowingCallable check, String message) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContaining(message);
    }

    private void assertVectorFails(String name, String message) {
        DynamicTest vector = contract.vectors().stream()
                .filter(test -> test.getDisplayName().endsWith(": " + name))
                .findFirst()
                .orElseThrow();
        assertFails(() -> vector.getExecutable().execute(), message);
    }

    @Test
    void the_good_pack_passes_everything() {
        List<DynamicTest> vectors = contract.vectors();
        assertThat(vectors)
                .extracting(DynamicTest::getDisplayName)
                .containsExactly(
                        "com.example.shapes: a triangle",
                        "com.example.shapes: a square",
                        "com.example.shapes: another");
        for (DynamicTest vector : vectors) {
            assertThatCode(() -> vector.getExecutable().execute()).doesNotThrowAnyException();
        }
        contract.the_manifest_is_valid_and_names_files_that_are_there();
        contract.the_host_loads_it();
        contract.people_are_told_what_it_is_and_what_has_changed();
        contract.its_rules_compile_and_can_match();
        contract.each_parser_has_a_vector_and_one_record_is_somebody_elses();
        contract.each_rule_is_proved_by_a_vector();
    }

    @Test
    void a_vector_that_expects_something_else_shows_both_values() {
        replace("parsers/shape.yml", "shape.sides: 3 }", "shape.sides: 7 }");
        assertVectorFails("a triangle", "shape.sides");
    }

    @Test
    void a_rule_that_does_not_match_says_which_condition_failed() {
        replace("rules/triangle.yml", "shape.sides: 3", "shape.sides: 5");
        assertVectorFails("a triangle", "must match, but does not: ");
    }

    @Test
    void a_rule_about_another_log_source_is_told_so() {
        replace("rules/triangle.yml", "product: shapes", "product: colors");
        assertVectorFails("a triangle", "log source");
    }

    @Test
    void a_rule_that_matches_too_much_is_found() {
        replace("rules/triangle.yml", "shape.sides: 3", "shape.sides: [3, 4]");
        assertVectorFails("a square", "must not match, but does");
    }

    @Test
    void a_vector_that_names_no_rule_is_found() {
        replace("parsers/shape.yml", "not: [ " + RULE, "not: [ 00000000-0000-0000-0000-000000000000");
        assertVectorFails("a square", "there is no rule with the id 00000000");
    }

    @Test
    void a_misspelt_field_is_told_with_file_line_and_the_right_one() {
        replace("parsers/shape.yml", "%{shape.name}", "%{source.adress}");
        assertFails(contract::vectors, "parsers/shape.yml:6");
        assertFails(contract::vectors, "source.address");
    }

    @Test
    void a_rule_that_is_not_understood_is_told_with_its_place() {
        replace("rules/triangle.yml", "condition: three", "condition: threee");
        assertFails(contract::its_rules_compile_and_can_match, "rules/triangle.yml");
    }

    @Test
    void a_manifest_that_names_no_file_is_found() {
        replace("pack.yml", "rules/*.yml", "sigma/*.yml");
        assertFails(contract::the_manifest_is_valid_and_names_files_that_are_there, "sigma/*.yml");
    }

    @Test
    void a_pack_for_another_api_is_refused_as_the_host_would() {
        replace("pack.yml", ">=1.0.0 <2.0.0", ">=7.0.0 <8.0.0");
        assertFails(contract::the_host_loads_it, "7.0.0");
    }

    @Test
    void java_that_is_not_there_is_found() {
        replace(
                "pack.yml",
                "rules: [rules/*.yml] }",
                "rules: [rules/*.yml], java: { LogParser: [com.example.Missing] } }");
        assertFails(contract::the_host_loads_it, "com.example.Missing");
    }

    @Test
    void an_open_range_of_api_versions_is_found() {
        replace("pack.yml", ">=1.0.0 <2.0.0", ">=1.0.0");
        assertFails(contract::the_manifest_is_valid_and_names_files_that_are_there, "requires.api");
    }

    @Test
    void a_change_log_that_ends_before_this_version_is_found() {
        replace("pack.yml", "version: 1.2.0", "version: 1.3.0");
        assertFails(contract::people_are_told_what_it_is_and_what_has_changed, "1.3.0");
    }

    @Test
    void a_rule_that_nothing_proves_is_found() {
        replace("parsers/shape.yml", "rules: { match: [ " + RULE + " ] }", "at: 2026-01-01T00:00:00Z");
        assertFails(contract::each_rule_is_proved_by_a_vector, RULE);
    }

    @Test
    void a_pack_that_takes_everything_is_found() {
        replace("parsers/shape.yml", "  - { name: another, raw: color red, kind: unparsed }\n", "");
        assertFails(contract::each_parser_has_a_vector_and_one_record_is_somebody_elses, "kind: unparsed");
    }
}
