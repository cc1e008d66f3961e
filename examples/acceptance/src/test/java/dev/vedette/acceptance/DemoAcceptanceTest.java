package dev.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
class DemoAcceptanceTest {
    @TempDir
    private Path folder;

    @Test
    void the_demo_takes_in_logs_and_flows_rates_offenses_and_leaves_a_report() throws Exception {
        Distribution vedette = Distribution.unpack(folder);
        Distribution.Ended demo = vedette.vedette("demo", "--exit", "--json");
        assertThat(demo.code()).as(demo.err()).isZero();
        JsonNode summary = new ObjectMapper().readTree(demo.out());

        JsonNode events = summary.path("events");
        assertThat(events.path("received").asLong()).isPositive();
        assertThat(events.path("residue").asLong(-1)).isZero();
        assertThat(events.path("dropped").asLong(-1)).isZero();
        assertThat(events.path("dead_lettered").asLong(-1)).isZero();
        assertThat(events.path("received").asLong())
                .isEqualTo(events.path("indexed").asLong()
                        + events.path("filtered").asLong());
        assertThat(summary.path("flows").asLong()).isPositive();
        assertThat(summary.path("datasets").size())
                .as("kinds of log, and flows")
                .isGreaterThanOrEqualTo(5);
        assertThat(summary.path("findings").asLong()).isPositive();
        offensesOfSeveralPacks(summary.path("offenses"), vedette.packsByRule());
        reports(summary.path("reports"));
    }

    @Test
    void the_demo_says_little_on_standard_error() throws Exception {
        Distribution.Ended demo = Distribution.unpack(folder).vedette("demo", "--exit", "--json");
        assertThat(demo.out().lines()).hasSize(1);
        assertThat(demo.err().lines()).as(demo.err()).hasSizeLessThanOrEqualTo(5);
        assertThat(demo.err()).doesNotContain("WARN", "ERROR", "Exception", "incubator");
    }

    private static void offensesOfSeveralPacks(JsonNode offenses, Map<String, String> packsByRule) {
        assertThat(offenses.size()).isGreaterThanOrEqualTo(5);
        Set<String> packs = new HashSet<>();
        int before = 100;
        for (JsonNode offense : offenses) {
            int magnitude = offense.path("magnitude").asInt(-1);
            assertThat(magnitude).as("the gravest first").isBetween(0, before);
            before = magnitude;
            assertThat(offense.path("events").asLong()).isPositive();
            offense.path("rules").forEach(rule -> packs.add(packsByRule.get(rule.asText())));
        }
        assertThat(packs).doesNotContainNull().hasSizeGreaterThanOrEqualTo(4);
    }

    private static void reports(JsonNode reports) throws IOException {
        Set<String> endings = new HashSet<>();
        for (JsonNode report : reports) {
            Path file = Path.of(report.asText());
            String name = file.getFileName().toString();
            endings.add(name.substring(name.lastIndexOf('.') + 1));
            assertThat(file).isNotEmptyFile();
            if (name.endsWith(".html")) {
                String page = Files.readString(file).toLowerCase(Locale.ROOT);
                assertThat(page.startsWith("<!doctype html>")).as("HTML").isTrue();
                assertThat(page.contains("<svg")).as("has a chart").isTrue();
                assertThat(page.contains("src=\"http") || page.contains("<link"))
                        .as("needs anything else")
                        .isFalse();
            }
        }
        assertThat(endings).contains("html", "json", "csv");
    }
}
