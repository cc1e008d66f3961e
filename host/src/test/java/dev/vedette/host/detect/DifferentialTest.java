package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DifferentialTest {
    @Test
    void index_interpreter_and_explanation_agree_on_random_rules_and_events() {
        compare(1, 20);
    }

    @Test
    @Tag("long")
    void they_agree_on_many_more_of_them() {
        compare(1_000, 1_500);
    }

    private static void compare(long firstSeed, long lastSeed) {
        int matches = 0;
        int answers = 0;
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            RandomRules random = new RandomRules(seed);
            List<RuleText> texts = new ArrayList<>();
            List<Interpreter> interpreters = new ArrayList<>();
            for (int r = 0; r < 40; r++) {
                String rule = random.rule(r);
                texts.add(Events.text("r" + r, rule));
                interpreters.add(Interpreter.of(rule));
            }
            RuleSet set = RuleSet.compile(texts, FieldResolution.standard());
            assertThat(set.refused()).isEmpty();
            Matcher matcher = set.matcher();
            for (int e = 0; e < 30; e++) {
                Event event = random.event();
                Set<String> found = matcher.evaluate(event).stream()
                        .map(finding -> finding.rule().id())
                        .collect(Collectors.toSet());
                for (int r = 0; r < interpreters.size(); r++) {
                    boolean expected = interpreters.get(r).matches(event);
                    String id = "rule-" + r;
                    if (found.contains(id) != expected || set.explain(id, event).matched() != expected) {
                        throw new AssertionError("seed " + seed + ", event " + values(event) + ": interpreter "
                                + expected
                                + ", index " + found.contains(id) + ", explanation " + set.explain(id, event) + "\n"
                                + texts.get(r).source().text());
                    }
                    matches += expected ? 1 : 0;
                    answers++;
                }
            }
        }
        assertThat(matches).isBetween(answers / 20, answers * 19 / 20);
    }

    private static String values(Event event) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < event.size(); i++) {
            values.add(event.field(i) + "=" + event.value(i));
        }
        return values.toString();
    }
}
