package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlNode;
import dev.vedette.host.yaml.YamlNode.YamlList;
import dev.vedette.host.yaml.YamlNode.YamlMap;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors of {@code conformance.yml}, through the index and through the plain interpreter. */
class ConformanceTest {
    @TestFactory
    List<DynamicTest> sigma_says() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = ConformanceTest.class.getResourceAsStream("conformance.yml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            YamlList vectors = (YamlList) Yaml.readAll("conformance.yml", text).getFirst();
            for (YamlNode node : vectors.items()) {
                YamlMap vector = node.asMap("vector");
                vector.allow(List.of("says", "detection", "match", "miss", "refused"));
                String name =
                        vector.requireText("says") + " (line " + node.place().line() + ")";
                tests.add(DynamicTest.dynamicTest(name, () -> run(vector)));
            }
        }
        return tests;
    }

    private static void run(YamlMap vector) throws Exception {
        String detection = vector.requireText("detection");
        String whole = detection.contains("condition:") ? detection : detection + "\ncondition: selection";
        RuleSet set = Events.set(Events.rule(whole));
        String refused = vector.text("refused");
        if (refused != null) {
            assertThat(set.refused()).hasSize(1);
            assertThat(set.refused().getFirst().reason()).contains(refused);
            assertThat(set.refused().getFirst().line()).isGreaterThan(5);
            return;
        }
        assertThat(set.refused()).isEmpty();
        Matcher matcher = set.matcher();
        String id = set.rules().getFirst().id();
        Interpreter interpreter = Interpreter.of(Events.rule(whole));
        for (boolean expected : new boolean[] {true, false}) {
            for (Event event : events(vector.get(expected ? "match" : "miss"))) {
                String what = event.raw().text() + " " + fields(event);
                assertThat(matcher.evaluate(event)).as(what).hasSize(expected ? 1 : 0);
                Explanation explanation = set.explain(id, event);
                assertThat(explanation.matched()).as(what).isEqualTo(expected);
                assertThat(explanation.reason()).isNotBlank();
                assertThat(interpreter.matches(event))
                        .as("interpreter: " + what)
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Event> events(YamlNode node) {
        List<Event> events = new ArrayList<>();
        for (Object one : (List<?>) node.plain()) {
            List<Object> arguments = new ArrayList<>();
            String raw = "";
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) one).entrySet()) {
                if (entry.getKey().equals("raw")) {
                    raw = (String) entry.getValue();
                } else {
                    arguments.add(entry.getKey());
                    arguments.add(entry.getValue());
                }
            }
            events.add(raw.isEmpty() ? Events.of(arguments.toArray()) : Events.raw(raw));
        }
        return events;
    }

    private static String fields(Event event) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < event.size(); i++) {
            text.append(event.field(i)).append('=').append(event.value(i)).append(' ');
        }
        return text.toString();
    }
}
