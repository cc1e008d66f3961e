package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.host.testing.SampleData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Public rules, where the sample data is at hand. */
class SampleCorpusTest {
    private static List<RuleText> corpus() throws IOException {
        Path folder = SampleData.folder("sigma");
        List<RuleText> texts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("rules-dev.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".yml")) {
                    texts.add(Events.text(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        }
        for (String more : List.of("rules", "rules-emerging-threats")) {
            for (Path file : SampleData.files(folder.resolve(more), ".yml")) {
                texts.add(Events.text(folder.relativize(file).toString(), Files.readString(file)));
            }
        }
        return texts;
    }

    @Test
    void every_public_rule_loads_is_blind_by_name_or_is_refused_by_a_named_reason() throws IOException {
        List<RuleText> texts = corpus();
        assertThat(texts).hasSizeGreaterThan(1_000);
        long begin = System.nanoTime();

        RuleSet set = RuleSet.compile(texts, FieldResolution.standard());

        System.out.printf(
                "%d rule files: %d rules, %d blind, %d refused, compiled in %d ms%n",
                texts.size(),
                set.rules().size(),
                set.blind().size(),
                set.refused().size(),
                (System.nanoTime() - begin) / 1_000_000);
        assertThat(set.rules().size() + set.blind().size() + set.refused().size())
                .isGreaterThanOrEqualTo(texts.size());
        assertThat(set.refused()).allSatisfy(refusal -> {
            assertThat(refusal.reason()).startsWith("not supported yet: ");
            assertThat(refusal.line()).isPositive();
        });
        assertThat(set.blind())
                .allSatisfy(rule -> assertThat(rule.placeholders()).isNotEmpty());
        assertThat(set.rules()).allSatisfy(rule -> assertThat(rule.author()).isNotBlank());
    }

    @Test
    void index_and_interpreter_agree_on_values_cut_out_of_public_rules() throws IOException {
        List<RuleText> texts = corpus();
        RuleSet set = RuleSet.compile(texts, FieldResolution.standard());
        CorpusEvents events = new CorpusEvents(texts, 7);
        Matcher matcher = set.matcher();
        int found = 0;
        for (int e = 0; e < 60; e++) {
            Event event = events.next();
            List<String> ids = matcher.evaluate(event).stream()
                    .map(finding -> finding.rule().id())
                    .toList();
            assertThat(ids).containsExactlyInAnyOrderElementsOf(events.expected(event, set));
            found += ids.size();
        }
        assertThat(found).isGreaterThan(30);
    }
}
