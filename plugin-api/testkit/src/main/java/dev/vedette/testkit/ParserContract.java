package dev.vedette.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Fields;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LogParser} has to keep. Extend it, give the parser and samples of its format; the tests below run as
 * yours. They take a second or two for each ten samples.
 *
 * <p>Time is measured by the wall clock against the host's hard limit of 250 ms a call, the best of three attempts: the
 * soft limit of 20 ms is too near to what a busy build machine does on its own, so the host counts it and this test does
 * not.
 */
public abstract class ParserContract {
    private static final Duration HARD_LIMIT = Duration.ofMillis(250);
    private static final int THREADS = 8;

    /** The parser under test; a new instance or always the same. */
    protected abstract LogParser parser();

    /** Records of its format, at least one, of every kind that it knows. */
    protected abstract List<String> samples();

    /** The same as bytes; override it for a binary format. */
    protected List<byte[]> records() {
        return samples().stream()
                .map(sample -> sample.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** What counts as now; override it where the samples lack a year and are older. */
    protected Instant now() {
        return Instant.parse("2026-01-01T00:00:00Z");
    }

    private List<RawRecord> raw() {
        List<byte[]> records = records();
        assertThat(records).as("samples").isNotEmpty();
        return records.stream().map(bytes -> Records.of(bytes, now())).toList();
    }

    @Test
    void it_describes_itself_the_same_way_every_time() {
        LogParser one = parser();
        assertThat(one.id()).isNotBlank().isEqualTo(one.id()).isEqualTo(parser().id());
        assertThat(one.literals()).isEqualTo(one.literals()).doesNotContain("");
        assertThat(one.priority()).isBetween(0, 100);
        assertThat(one.assembly()).isNotNull();
    }

    @Test
    void it_understands_each_of_its_samples() {
        LogParser parser = parser();
        for (RawRecord record : raw()) {
            Parsed parsed = Parsed.of(parser, record);
            if (parsed.result() instanceof ParseResult.Filtered) {
                continue;
            }
            assertThat(parsed.result()).as(record.text()).isSameAs(ParseResult.parsed());
            assertThat(parsed.events()).as("events of " + record.text()).isNotEmpty();
        }
    }

    @Test
    void each_sample_holds_one_of_its_literals_and_each_literal_is_in_a_sample() {
        List<String> literals = parser().literals();
        if (literals.isEmpty()) {
            return; // it is offered what nobody else claims
        }
        List<String> texts = raw().stream()
                .map(record -> new String(record.bytes(), StandardCharsets.ISO_8859_1))
                .toList();
        for (String text : texts) {
            assertThat(literals)
                    .as("literals, of which the host must find one to offer this record: " + text)
                    .anyMatch(literal -> text.contains(latin(literal)));
        }
        assertThat(literals)
                .as("literals that are in no sample: misspelt, or a sample is missing")
                .allMatch(literal -> texts.stream().anyMatch(text -> text.contains(latin(literal))));
    }

    private static String latin(String literal) {
        return new String(literal.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void its_fields_are_those_of_ecs_or_of_a_namespace_of_its_own() {
        for (RawRecord record : raw()) {
            for (Event event : Parsed.of(parser(), record).events()) {
                for (int i = 0; i < event.size(); i++) {
                    assertThat(Fields.problem(event.field(i).name())).isNull();
                }
            }
        }
    }

    @Test
    void empty_huge_binary_cut_off_and_damaged_records_never_throw_and_never_take_long() {
        LogParser parser = parser();
        for (Map.Entry<String, byte[]> hostile : Records.hostile(records()).entrySet()) {
            RawRecord record = Records.of(hostile.getValue(), now());
            Duration best = HARD_LIMIT.plusNanos(1);
            for (int attempt = 0; attempt < 3 && best.compareTo(HARD_LIMIT) > 0; attempt++) {
                long begin = System.nanoTime();
                Parsed parsed = survived(parser, record, hostile.getKey());
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                best = took.compareTo(best) < 0 ? took : best;
                if (parsed.result() instanceof ParseResult.Malformed malformed) {
                    assertThat(malformed.reason())
                            .as("reason for " + hostile.getKey())
                            .isNotBlank();
                }
            }
            assertThat(best)
                    .as("time for " + hostile.getKey() + " (the host abandons a call after " + HARD_LIMIT + ")")
                    .isLessThanOrEqualTo(HARD_LIMIT);
        }
    }

    private static Parsed survived(LogParser parser, RawRecord record, String what) {
        try {
            Parsed parsed = Parsed.of(parser, record);
            assertThat(parsed.result()).as("result for " + what).isNotNull();
            return parsed;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return fail("the parser throws on " + what + "; report broken records with ParseResult.malformed", e);
        }
    }

    @Test
    void the_same_record_gives_the_same_events() {
        LogParser parser = parser();
        List<RawRecord> records = raw();
        List<Parsed> first = all(parser, records);
        List<RawRecord> backwards = new ArrayList<>(records);
        Collections.reverse(backwards);
        List<Parsed> second = all(parser, backwards);
        Collections.reverse(second);
        assertThat(second).as("what records give in another order").isEqualTo(first);
        assertThat(all(parser(), records)).as("what another instance gives").isEqualTo(first);
    }

    @Test
    void eight_threads_get_what_one_gets() {
        LogParser parser = parser();
        List<RawRecord> records = raw();
        List<Parsed> expected = all(parser, records);
        int rounds = Math.max(20, 2_000 / records.size());
        Together.inThreads(THREADS, () -> {
            for (int round = 0; round < rounds; round++) {
                assertThat(all(parser, records)).isEqualTo(expected);
            }
        });
    }

    private static List<Parsed> all(LogParser parser, List<RawRecord> records) {
        List<Parsed> results = new ArrayList<>();
        records.forEach(record -> results.add(Parsed.of(parser, record)));
        return results;
    }
}
