package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.parse.Parsing;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    /** Whether a condition holds for a record with a text, a number, an address and a list. */
    private static boolean holds(String expression) {
        String yaml = """
            parser: test
            steps:
              - { id: a, dissect: "%%{event.code} %%{source.port} %%{source.ip} %%{_x}" }
              - { id: b, set: { event.category: [network, process] } }
              - id: c
                when: >-
                  %s
                set: { event.action: yes }
            """.formatted(expression);
        try (Parsing parsing = Parsing.of(yaml)) {
            return Parsing.value(parsing.event("106023 22 10.0.0.1 some text"), "event.action") != null;
        }
    }

    @Test
    void comparisons_look_at_texts_numbers_addresses_and_members() {
        assertThat(holds("event.code == \"106023\"")).isTrue();
        assertThat(holds("event.code == 106023")).isTrue();
        assertThat(holds("event.code != 106023")).isFalse();
        assertThat(holds("source.port == 22.0")).isTrue();
        assertThat(holds("source.port in [21, \"22\"]")).isTrue();
        assertThat(holds("source.port not in [21, 22]")).isFalse();
        assertThat(holds("source.ip == 10.0.0.1")).isTrue();
        assertThat(holds("event.category == process")).isTrue();
        assertThat(holds("event.category == host")).isFalse();
        assertThat(holds("source.port >= 22 and source.port < 23")).isTrue();
        assertThat(holds("source.port > 22 or source.port <= 21")).isFalse();
        assertThat(holds("event.code > 2000")).isTrue();
    }

    @Test
    void texts_are_looked_into() {
        assertThat(holds("_x contains \"me t\"")).isTrue();
        assertThat(holds("_x startswith some and _x endswith 'text'")).isTrue();
        assertThat(holds("_x matches /^s.me\\s/")).isTrue();
        assertThat(holds("_x matches /SOME/i and not _x matches /SOME/")).isTrue();
        assertThat(holds("_x == 'some text'")).isTrue();
    }

    @Test
    void absence_only_satisfies_what_is_negative() {
        assertThat(holds("user.name exists")).isFalse();
        assertThat(holds("exists user.name or exists(event.code)")).isTrue();
        assertThat(holds("user.name absent")).isTrue();
        assertThat(holds("user.name == bob")).isFalse();
        assertThat(holds("user.name != bob")).isTrue();
        assertThat(holds("user.name not in [bob]")).isTrue();
        assertThat(holds("user.name contains b or source.bytes < 5")).isFalse();
    }

    @Test
    void and_binds_closer_than_or_and_parentheses_closest() {
        assertThat(holds("event.code == 1 and _x == 1 or source.port == 22")).isTrue();
        assertThat(holds("event.code == 1 and (_x == 1 or source.port == 22)")).isFalse();
        assertThat(holds("not (event.code == 1) and not not source.port == 22")).isTrue();
    }
}
