package dev.vedette.host.parse;

import static dev.vedette.host.parse.Parsing.NOON;
import static dev.vedette.host.parse.Parsing.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.parse.Assembly;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.parse.Parsing.Fake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked about a record, and what becomes of it when nobody answers well. */
class ParseStageTest {
    private static final Field WHO = Field.of("test.who");

    private static Fake claims(String id, String literal, int priority) {
        return new Fake(
                id,
                literal.isEmpty() ? List.of() : List.of(literal),
                priority,
                Assembly.none(),
                (record, draft, context) -> {
                    draft.set(WHO, id);
                    return ParseResult.parsed();
                });
    }

    private static Fake refuses(String id, String literal, int priority) {
        return new Fake(id, List.of(literal), priority, Assembly.none(), (record, draft, context) -> {
            draft.set(WHO, id);
            return ParseResult.notMine();
        });
    }

    private static Parsing parsing(LogParser... parsers) {
        return new Parsing(ParseSettings.defaults(), parsers);
    }

    @Test
    void literals_choose_by_priority_then_parsers_without_any_are_tried() {
        try (Parsing parsing = parsing(
                claims("low", "x", 10), refuses("top", "x", 90), claims("mid", "x", 50), claims("open", "", 100))) {
            assertThat(value(parsing.event("a x"), "test.who")).isEqualTo("mid");
            assertThat(value(parsing.event("a y"), "test.who")).isEqualTo("open");
        }
    }

    @Test
    void among_equals_the_one_that_the_source_was_recognised_as_is_asked_first() {
        try (Parsing parsing = parsing(claims("a", "x", 50), claims("b", "y", 50), claims("c", "z", 60))) {
            Origin web = Parsing.origin("web");
            parsing.accept("only y", NOON, web);
            assertThat(parsing.accept("x and y", NOON, web)
                            .get(0)
                            .events()
                            .get(0)
                            .text(WHO))
                    .isEqualTo("b");
            assertThat(parsing.accept("x and y", NOON, Parsing.origin("other"))
                            .get(0)
                            .events()
                            .get(0)
                            .text(WHO))
                    .isEqualTo("a");
            assertThat(parsing.accept("x y z", NOON, web).get(0).events().get(0).text(WHO))
                    .isEqualTo("c");
        }
    }

    @Test
    void a_source_bound_to_a_parser_is_given_to_no_other() {
        try (Parsing parsing = parsing(claims("a", "x", 50), claims("b", "y", 50), refuses("no", "n", 1))) {
            Origin bound = Origin.of("client", "test").parser("b").build();
            assertThat(parsing.accept("x", NOON, bound).get(0).events().get(0).text(WHO))
                    .isEqualTo("b");
            Origin gone = Origin.of("client", "test").parser("gone").build();
            assertThat(parsing.accept("x", NOON, gone).get(0))
                    .isInstanceOfSatisfying(
                            ParseOutcome.Unparsed.class,
                            outcome -> assertThat(outcome.reason())
                                    .isEqualTo(
                                            "the source is bound to the parser 'gone', which no installed pack has"));
            Origin no = Origin.of("client", "test").parser("no").build();
            assertThat(parsing.accept("x", NOON, no).get(0)).isInstanceOf(ParseOutcome.Unparsed.class);
        }
    }

    @Test
    void what_is_understood_carries_its_parser_its_kind_and_a_time() {
        try (Parsing parsing = parsing(claims("acme.fw", "", 50))) {
            Event event = parsing.event("hello");
            assertThat(value(event, "vedette.parser.id")).isEqualTo("acme.fw");
            assertThat(value(event, "vedette.parser.version")).isEqualTo("1.2.3");
            assertThat(value(event, "event.kind")).isEqualTo("event");
            assertThat(value(event, "event.module")).isEqualTo("acme");
            assertThat(value(event, "event.dataset")).isEqualTo("acme.fw");
            assertThat(event.timestamp()).isEqualTo(NOON);
        }
    }

    @Test
    void what_nobody_claims_is_kept_with_its_header_and_text_and_without_what_refusing_parsers_wrote() {
        try (Parsing parsing = parsing(refuses("a", "web1", 50))) {
            ParseOutcome outcome = parsing.one("<38>Oct 20 11:59:58 web1 sshd[42]: hello");
            assertThat(outcome).isInstanceOf(ParseOutcome.Unparsed.class);
            Event event = outcome.events().get(0);
            assertThat(value(event, "tags")).isEqualTo("unparsed");
            assertThat(value(event, "host.hostname")).isEqualTo("web1");
            assertThat(value(event, "process.name")).isEqualTo("sshd");
            assertThat(value(event, "log.syslog.priority")).isEqualTo(38L);
            assertThat(value(event, "message")).isEqualTo("hello");
            assertThat(event.timestamp()).isEqualTo(NOON.minusSeconds(2));
            assertThat(event.has(WHO)).isFalse();
            assertThat(event.raw().text()).startsWith("<38>");
        }
        try (Parsing empty = parsing()) {
            assertThat(empty.one("x"))
                    .isInstanceOfSatisfying(
                            ParseOutcome.Unparsed.class,
                            outcome -> assertThat(outcome.reason()).isEqualTo("no parser is installed"));
        }
    }

    @Test
    void an_exception_breaks_the_record_and_not_the_stage_and_nobody_else_is_asked() {
        Fake throwing = new Fake("bad", "x", (record, draft, context) -> {
            draft.set(WHO, "half");
            throw new IllegalStateException("boom");
        });
        try (Parsing parsing = parsing(throwing, claims("later", "", 50))) {
            assertThat(parsing.one("a x")).isInstanceOfSatisfying(ParseOutcome.Broken.class, outcome -> {
                assertThat(value(outcome.event(), "event.kind")).isEqualTo("pipeline_error");
                assertThat(value(outcome.event(), "error.message").toString())
                        .contains("test.pack", "1.2.3", "bad", "boom");
                assertThat(outcome.event().has(WHO)).isFalse();
                assertThat(value(outcome.event(), "message")).isEqualTo("a x");
            });
            assertThat(parsing.one("fine")).isInstanceOf(ParseOutcome.Understood.class);
        }
    }

    @Test
    void a_parser_that_is_paused_for_its_failures_leaves_the_record_to_others() {
        Fake throwing = new Fake("bad", "x", (record, draft, context) -> {
            throw new IllegalStateException("boom");
        });
        try (Parsing parsing = parsing(throwing, claims("later", "", 50))) {
            for (int i = 0; i < 1_000; i++) {
                parsing.one("x " + i);
            }
            assertThat(parsing.one("x")).isInstanceOf(ParseOutcome.Understood.class);
        }
    }

    @Test
    void a_record_of_several_events_gives_all_of_them_completed() {
        Fake several = new Fake("many", "", (record, draft, context) -> {
            draft.set(WHO, "1").nextEvent();
            draft.set(WHO, "2").nextEvent();
            return record.text().isEmpty() ? ParseResult.malformed("cut off") : ParseResult.parsed();
        });
        try (Parsing parsing = parsing(several)) {
            assertThat(parsing.one("x").events())
                    .hasSize(2)
                    .allMatch(event -> "many".equals(value(event, "vedette.parser.id")));
            List<Event> broken = parsing.one("").events();
            assertThat(broken).hasSize(3);
            assertThat(value(broken.get(1), "event.kind")).isEqualTo("event");
            assertThat(value(broken.get(2), "event.kind")).isEqualTo("pipeline_error");
            assertThat(value(broken.get(2), "error.message")).isEqualTo("cut off");
        }
    }

    @Test
    void more_than_an_event_can_hold_is_marked_and_not_lost_in_the_raw_record() {
        Fake flood = new Fake("flood", "", (record, draft, context) -> {
            draft.set(Field.of("test.long"), "x".repeat(40_000));
            return ParseResult.parsed();
        });
        try (Parsing parsing = parsing(flood)) {
            assertThat(value(parsing.event("raw"), "tags")).isEqualTo("truncated");
        }
    }

    @Test
    void other_parsers_take_over_from_the_next_record_on() {
        try (Parsing parsing = parsing(claims("a", "x", 50))) {
            assertThat(parsing.one("y")).isInstanceOf(ParseOutcome.Unparsed.class);
            assertThat(value(parsing.event("x"), "test.who")).isEqualTo("a");
            parsing.install(claims("b", "y", 50), claims("z", "x", 50));
            assertThat(value(parsing.event("y"), "test.who")).isEqualTo("b");
            assertThat(value(parsing.event("x"), "test.who")).isEqualTo("z");
            parsing.install();
            assertThat(parsing.one("x")).isInstanceOf(ParseOutcome.Unparsed.class);
        }
    }
}
