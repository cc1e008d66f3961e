package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseTrace;
import dev.vedette.host.parse.Parsing;
import dev.vedette.host.parse.TraceLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Steps that are found through one look-up do what they do one by one (as they run when traced). */
class DispatchTest {
    @Test
    void many_steps_on_one_field_run_in_order_whichever_way_they_are_found() {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            StringBuilder yaml =
                    new StringBuilder("parser: x\nsteps:\n  - { id: h, dissect: '%{_code} %{x.n|int}' }\n");
            for (int i = 0; i < 12; i++) {
                String condition = switch (random.nextInt(6)) {
                    case 0 -> "_code in [" + random.nextInt(4) + ", c" + random.nextInt(4) + "]";
                    case 1 -> "_code == " + random.nextInt(4) + " and x.n > " + random.nextInt(3);
                    case 2 -> "_code == \"" + random.nextInt(4) + ".0\"";
                    case 3 -> "x.n == " + random.nextInt(3);
                    default -> "_code == " + random.nextInt(4);
                };
                String action = random.nextInt(8) == 0
                        ? "set: { _code: '" + random.nextInt(4) + "' }"
                        : "set: { x.last: s" + i + " }, append: { x.ran: s" + i + " }";
                yaml.append("  - { id: s" + i + ", when: '" + condition + "', " + action + " }\n");
            }
            try (Parsing parsing = Parsing.of(yaml.toString())) {
                for (String code : List.of("0", "1", "2", "3", "c1", "7")) {
                    for (int n = 0; n < 3; n++) {
                        String line = code + " " + n;
                        assertThat(parsing.event(line))
                                .as(yaml + line)
                                .isEqualTo(traced(parsing, line, new TraceLines()));
                    }
                }
            }
        }
    }

    private static Event traced(Parsing parsing, String line, ParseTrace trace) {
        List<Event> events = new ArrayList<>();
        RawRecord record = new RawRecord(line.getBytes(StandardCharsets.UTF_8), Parsing.NOON, Parsing.origin("a"));
        parsing.stage().accept(new JournaledRecord(1, record), trace, outcome -> events.addAll(outcome.events()));
        return events.get(0);
    }

    @Test
    void the_trace_names_the_fields_that_each_step_set_and_why_others_were_skipped() {
        String yaml = "parser: x\n"
                + "match: { any: [ { contains: a } ] }\n"
                + "steps:\n"
                + "  - { id: h, dissect: '%{_code} %{x.n|int}' }\n"
                + "  - { id: s, when: _code == b, drop: no }\n";
        try (Parsing parsing = Parsing.of(yaml, "parser: other\nmatch: { any: [ { contains: zz } ] }\nsteps: []")) {
            TraceLines trace = new TraceLines();
            traced(parsing, "a 5", trace);
            assertThat(trace.lines())
                    .containsExactly(
                            "other: no, none of its literals is in the record",
                            "x: asked, one of its literals is in the record; priority 50",
                            "  h: ran",
                            "    _code = a",
                            "    x.n = 5",
                            "  s: skipped: its condition does not hold",
                            "x: parsed");
        }
    }
}
