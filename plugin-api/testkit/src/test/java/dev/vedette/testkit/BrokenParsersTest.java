package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Each way to break the contract is found by the test that is there for it. */
class BrokenParsersTest {
    private static ParserContract of(LogParser parser) {
        return of(parser, "shape triangle 3", "shape square 4");
    }

    private static ParserContract of(LogParser parser, String... samples) {
        return new ParserContract() {
            @Override
            protected LogParser parser() {
                return parser;
            }

            @Override
            protected List<String> samples() {
                return List.of(samples);
            }
        };
    }

    @Test
    void a_parser_that_throws_on_a_cut_off_record() {
        ParserContract contract = of(new ShapeParser() {
            @Override
            public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                draft.set(Field.of("shape.name"), record.text().split(" ")[1]);
                return ParseResult.parsed();
            }
        });
        assertThatThrownBy(contract::empty_huge_binary_cut_off_and_damaged_records_never_throw_and_never_take_long)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("throws on an empty record");
    }

    @Test
    void a_parser_that_takes_too_long() {
        ParserContract contract = of(new ShapeParser() {
            @Override
            public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                if (record.bytes().length > 1_000_000) {
                    LockSupport.parkNanos(260_000_000);
                }
                return ParseResult.notMine();
            }
        });
        assertThatThrownBy(contract::empty_huge_binary_cut_off_and_damaged_records_never_throw_and_never_take_long)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 MiB");
    }

    @Test
    void a_parser_with_state() {
        ParserContract contract = of(new ShapeParser() {
            private int calls;

            @Override
            public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                draft.set(Field.of("shape.call"), calls++);
                return ParseResult.parsed();
            }
        });
        assertThatThrownBy(contract::the_same_record_gives_the_same_events).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_parser_that_is_not_thread_safe() {
        ParserContract contract = of(new ShapeParser() {
            private String text = "";

            @Override
            public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                text = record.text();
                Thread.yield();
                draft.set(Field.of("shape.name"), text);
                return ParseResult.parsed();
            }
        });
        assertThatThrownBy(contract::eight_threads_get_what_one_gets).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_literal_that_its_records_do_not_hold() {
        ParserContract contract = of(new ShapeParser() {
            @Override
            public List<String> literals() {
                return List.of("Shape ");
            }
        });
        assertThatThrownBy(contract::each_sample_holds_one_of_its_literals_and_each_literal_is_in_a_sample)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("shape triangle 3");
    }

    @Test
    void a_sample_that_the_parser_does_not_understand() {
        assertThatThrownBy(of(new ShapeParser(), "shape circle")::it_understands_each_of_its_samples)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a name and a number of sides");
    }

    @Test
    void a_misspelt_ecs_field() {
        ParserContract contract = of(new ShapeParser() {
            @Override
            public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
                draft.set(Field.of("source.adress"), "x");
                return ParseResult.parsed();
            }
        });
        assertThatThrownBy(contract::its_fields_are_those_of_ecs_or_of_a_namespace_of_its_own)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("source.address");
    }
}
