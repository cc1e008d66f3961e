package dev.vedette.host.parse;

import static dev.vedette.host.parse.Parsing.NOON;
import static dev.vedette.host.parse.Parsing.origin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.api.parse.LogParser;
import dev.vedette.host.parse.ParseOutcome.Understood;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What belongs together comes out as one, and every record comes out once whatever happens. */
class AssemblyTest {
    private static final String LINES = """
        parser: app
        match: { any: [ { contains: "ERROR" }, { contains: "INFO" } ] }
        assemble: { lines: { start: '^\\d\\d:', max: 4, timeout: 2s } }
        steps: [ { id: a, dissect: "%{_t} %{log.level} %{app.text}" } ]
        """;
    private static final String KEYED = """
        parser: audit
        match: { any: [ { contains: "audit(" } ] }
        envelope: auto
        assemble: { keyed: { key: 'audit\\((\\d+)\\)', end: 'type=END', max: 5, timeout: 2s } }
        steps: [ { id: a, lines: { from: _message, as: _l, steps: [ { id: b, dissect: { from: _l, pattern: "type=%{_t} %{}" }, append: { audit.types: "${_t}" } } ] } } ]
        """;

    private static String texts(List<ParseOutcome> outcomes) {
        List<String> texts = new ArrayList<>();
        for (ParseOutcome outcome : outcomes) {
            String name = outcome.getClass().getSimpleName().substring(0, 1);
            texts.add(name + outcome.parts().size() + ":"
                    + outcome.events().get(0).raw().text().replace("\n", "+"));
        }
        return String.join(" ", texts);
    }

    @Test
    void lines_that_do_not_begin_a_message_continue_the_one_before_them() {
        try (Parsing parsing = Parsing.of(LINES)) {
            assertThat(parsing.accept("01: ERROR a")).isEmpty();
            assertThat(parsing.accept("  at x")).isEmpty();
            assertThat(parsing.stage().held()).isEqualTo(2);
            assertThat(texts(parsing.accept("02: INFO b"))).isEqualTo("U2:01: ERROR a+  at x");
            assertThat(texts(parsing.tick(NOON.plusSeconds(2)))).isEmpty();
            assertThat(texts(parsing.tick(NOON.plusMillis(2_001)))).isEqualTo("U1:02: INFO b");
            assertThat(parsing.stage().held()).isZero();
        }
    }

    @Test
    void sources_and_programs_of_a_syslog_sender_are_kept_apart() {
        try (Parsing parsing = Parsing.of(LINES.replace("steps:", "envelope: auto\nsteps:"))) {
            parsing.accept("<1>Oct 20 11:00:00 h a[1]: 01: ERROR a");
            assertThat(parsing.accept("<1>Oct 20 11:00:00 h b[2]: x")).hasSize(1);
            assertThat(parsing.accept("y", NOON, origin("other"))).hasSize(1);
            assertThat(parsing.accept("<1>Oct 20 11:00:00 h a[1]: more")).isEmpty();
            List<ParseOutcome> out = parsing.flush();
            assertThat(out).hasSize(1);
            assertThat(out.get(0).parts()).hasSize(2);
            assertThat(Parsing.value(out.get(0).events().get(0), "app.text")).isEqualTo("a\nmore"); // no header inside
        }
    }

    @Test
    void records_with_a_key_are_joined_though_others_stand_between() {
        try (Parsing parsing = Parsing.of(KEYED)) {
            parsing.accept("type=A audit(1) x");
            parsing.accept("type=A audit(2) x");
            parsing.accept("<1>Oct 20 11:00:00 h audispd: type=B audit(1) y");
            assertThat(texts(parsing.accept("plain"))).isEqualTo("U1:plain");
            List<ParseOutcome> out = parsing.accept("type=END audit(1) z");
            assertThat(out).hasSize(1);
            assertThat(Parsing.value(out.get(0).events().get(0), "audit.types")).isEqualTo(List.of("A", "B", "END"));
            assertThat(out.get(0).parts()).extracting(part -> part.position()).containsExactly(0L, 2L, 4L);
            assertThat(texts(parsing.flush())).isEqualTo("U1:type=A audit(2) x");
        }
    }

    @Test
    void a_message_that_grows_too_long_or_waits_too_long_is_handed_over_as_it_is() {
        try (Parsing parsing = Parsing.of(LINES)) {
            parsing.accept("01: ERROR a");
            parsing.accept("b");
            parsing.accept("c");
            assertThat(texts(parsing.accept("d"))).isEqualTo("U4:01: ERROR a+b+c+d");
            parsing.accept("01: ERROR a");
            assertThat(texts(parsing.accept("late", NOON.plusSeconds(3), origin("a"))))
                    .isEqualTo("U1:01: ERROR a U1:late");
        }
    }

    @Test
    void what_is_held_is_bounded_and_the_oldest_goes_first() {
        ParseSettings small = new ParseSettings(origin -> ZoneOffset.UTC, Origin::parser, 10, 3, 1_000);
        try (Parsing parsing = new Parsing(small, Parsing.compile(KEYED).toArray(LogParser[]::new))) {
            for (int i = 0; i < 3; i++) {
                assertThat(parsing.accept("type=A audit(" + i + ") x")).isEmpty();
            }
            assertThat(texts(parsing.accept("type=A audit(3) x"))).isEqualTo("U1:type=A audit(0) x");
            assertThat(parsing.stage().overflows()).isEqualTo(1);
            assertThat(parsing.accept("type=A audit(4) " + "x".repeat(2_000))).hasSize(4);
            assertThat(parsing.stage().held()).isZero();
        }
    }

    @Test
    void when_the_parser_goes_what_it_held_is_handed_over() {
        try (Parsing parsing = Parsing.of(LINES)) {
            parsing.accept("01: ERROR a");
            parsing.accept("b");
            parsing.install();
            assertThat(parsing.tick(NOON)).hasSize(2).allMatch(ParseOutcome.Unparsed.class::isInstance);
        }
    }

    @Test
    void whatever_comes_every_record_comes_out_exactly_once() {
        Random random = new Random(9);
        ParseSettings small = new ParseSettings(origin -> ZoneOffset.UTC, Origin::parser, 5, 6, 400);
        List<LogParser> parsers = Parsing.compile(LINES, KEYED);
        try (Parsing parsing = new Parsing(small, parsers.toArray(LogParser[]::new))) {
            List<Long> seen = new ArrayList<>();
            int sent = 3_000;
            for (int i = 0; i < sent; i++) {
                String text = switch (random.nextInt(6)) {
                    case 0 -> "0" + random.nextInt(9) + ": ERROR " + i;
                    case 1 -> "type=A audit(" + random.nextInt(5) + ") " + i;
                    case 2 -> "type=END audit(" + random.nextInt(5) + ") ";
                    case 3 -> "<1>Oct 20 11:00:00 h a: 01: INFO ERROR";
                    default -> "  continued " + i;
                };
                List<ParseOutcome> out = new ArrayList<>(
                        parsing.accept(text, NOON.plus(Duration.ofMillis(i * 200L)), origin("s" + random.nextInt(3))));
                if (random.nextInt(50) == 0) {
                    parsing.install(
                            random.nextBoolean()
                                    ? parsers.toArray(LogParser[]::new)
                                    : new LogParser[] {parsers.get(0)});
                    out.addAll(parsing.tick(NOON.plus(Duration.ofMillis(i * 200L))));
                }
                out.forEach(outcome -> outcome.parts().forEach(part -> seen.add(part.position())));
            }
            parsing.flush().forEach(outcome -> outcome.parts().forEach(part -> seen.add(part.position())));
            assertThat(seen).hasSize(sent).doesNotHaveDuplicates();
            assertThat(parsing.stage().held()).isZero();
        }
    }

    @Test
    void joined_text_keeps_every_byte() {
        try (Parsing parsing = Parsing.of(LINES)) {
            parsing.accept("01: ERROR a");
            parsing.accept("b");
            Understood joined = (Understood) parsing.flush().get(0);
            assertThat(joined.record().text()).isEqualTo("01: ERROR a\nb");
            assertThat(joined.record().receivedAt()).isEqualTo(NOON);
        }
    }
}
