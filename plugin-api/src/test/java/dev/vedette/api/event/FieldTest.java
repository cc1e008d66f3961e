package dev.vedette.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {
    @Test
    void a_name_is_one_object_with_one_id() {
        assertThat(Field.of("source.ip")).isSameAs(Field.of("source.ip"));
        assertThat(Fields.byId(Field.of("acme.x").id())).isSameAs(Field.of("acme.x"));
    }

    @Test
    void eight_threads_get_the_same_fields() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Field>> all = () -> IntStream.range(0, 5_000)
                    .mapToObj(i -> Field.of("race.f" + i))
                    .toList();
            List<Future<List<Field>>> results = threads.invokeAll(java.util.Collections.nCopies(8, all));
            List<Field> first = results.get(0).get();
            for (Future<List<Field>> result : results) {
                assertThat(result.get()).isEqualTo(first);
            }
            first.forEach(field -> assertThat(Fields.byId(field.id())).isSameAs(field));
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "source.ip, IP, false",
        "source.port, LONG, false",
        "@timestamp, DATE, false",
        "event.category, KEYWORD, true",
        "process.parent.command_line, KEYWORD, false",
        "threat.indicator.modified_at, DATE, false",
        "acme.anything, ANY, false"
    })
    void ecs_decides_the_type(String name, FieldType type, boolean array) {
        assertThat(Field.of(name).type()).isEqualTo(type);
        assertThat(Field.of(name).isArray()).isEqualTo(array);
        assertThat(Field.of(name).isEcs()).isEqualTo(type != FieldType.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000"})
    void a_name_that_would_break_a_line_is_refused(String name) {
        assertThatThrownBy(() -> Field.of(name)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Fields.ofContent(name)).isNull();
    }

    @Test
    void a_name_of_513_characters_is_refused() {
        assertThat(Fields.ofContent("x".repeat(513))).isNull();
        assertThat(Fields.ofContent("x".repeat(512))).isNotNull();
    }

    @Test
    void a_wrong_ecs_name_is_told_the_right_one() {
        assertThat(Fields.problem("source.adress")).contains("did you mean 'source.address'?");
        assertThat(Fields.problem("proces.name")).isNull(); // nobody can tell it from a vendor's namespace
        assertThat(Fields.problem("process.commandline")).contains("'process.command_line'");
        assertThat(Fields.problem("source.qqqqqqqqqqqqqqqqqqqq"))
                .isEqualTo("'source.qqqqqqqqqqqqqqqqqqqq' is no ECS 9 field. A vendor's own fields belong under a"
                        + " namespace of the vendor.");
        assertThat(Fields.problem("a\tb")).contains("control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"source.ip", "cisco.asa.connection_id", "labels.team", "container.labels.app", "@timestamp"})
    void a_right_name_has_no_problem(String name) {
        assertThat(Fields.problem(name)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "source.port, 443, 443",
        "source.port, ' 443 ', 443",
        "source.port, 0x1bb, 443",
        "event.duration, -5, -5",
        "event.risk_score, 7.5, 7.5",
        "event.risk_score, 1e3, 1000.0",
        "process.interactive, TRUE, true",
        "source.ip, ::1, ::1",
        "@timestamp, 2025-01-01T00:00:00Z, 2025-01-01T00:00:00Z",
        "@timestamp, 2025-01-01T01:00:00+01:00, 2025-01-01T00:00:00Z",
        "user.name, ' x ', ' x '",
        "acme.port, 443, 443"
    })
    void text_is_read_as_the_type_of_the_field(String name, String text, String value) {
        assertThat(Field.of(name).read(text)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "source.port, abc",
        "source.port, ''",
        "source.port, 1.5",
        "source.port, 0x",
        "source.port, 99999999999999999999999",
        "event.risk_score, NaN",
        "event.risk_score, Infinity",
        "event.risk_score, 1e999",
        "event.risk_score, 0x1p3",
        "event.risk_score, 1d",
        "event.risk_score, ''",
        "process.interactive, yes",
        "source.ip, localhost",
        "@timestamp, yesterday",
        "@timestamp, 2025-02-30T00:00:00Z",
        "@timestamp, +999999999-01-01T00:00:00Z",
        "@timestamp, 2025-01-01T00:00:00"
    })
    void text_that_is_no_value_of_the_type_reads_as_null(String name, String text) {
        assertThat(Field.of(name).read(text)).isNull();
    }

    @Test
    void a_vendors_field_keeps_text_as_text() {
        assertThat(Field.of("acme.port").read("443")).isEqualTo("443");
    }

    @Test
    void the_last_date_that_text_can_give_still_has_milliseconds() {
        Object last = Field.of("@timestamp").read("9999-12-31T23:59:59.999999999Z");
        assertThat(((Instant) last).toEpochMilli()).isPositive();
    }
}
