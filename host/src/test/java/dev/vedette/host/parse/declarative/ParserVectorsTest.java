package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.parse.Parsing;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParserVectorsTest {
    private static final String PARSER = """
        parser: acme
        match: { any: [ { contains: ACME } ] }
        log_sources: [ { product: acme, category: firewall } ]
        steps:
          - { id: head, dissect: "ACME %{source.ip} %{acme.words}" }
          - { id: ping, when: acme.words == ping, drop: keep-alive }
          - { id: bad, when: acme.words == bad, fail: it is bad }
        vectors:
        """;

    private static VectorResult run(String vector) {
        String file = PARSER + "  - " + vector + "\n";
        try (Parsing parsing = Parsing.of(file)) {
            List<VectorResult> results = ParserVectors.run("p/acme.yml", file, parsing.registry(), parsing.guard());
            assertThat(results).hasSize(1);
            return results.get(0);
        } catch (ParserSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_holds_passes_and_gives_its_events_and_rules() {
        VectorResult result = run("""
            { name: a, raw: 'ACME 10.0.0.1 x y', at: 2026-01-02T03:04:05Z, expect: { source.ip: 10.0.0.1, \
            acme.words: /^x/, '@timestamp': 2026-01-02T03:04:05Z }, absent: [ user.name ], log_sources: [ \
            { product: acme } ], rules: { match: [ r1 ], not: [ r2 ] } }\
            """);
        assertThat(result.differences()).isEmpty();
        assertThat(result.events()).hasSize(1);
        assertThat(result.rulesMatch()).containsExactly("r1");
        assertThat(result.rulesNot()).containsExactly("r2");
        assertThat(result.place().line()).isEqualTo(9);
    }

    @Test
    void every_difference_is_named_with_what_was_there() {
        VectorResult result =
                run("{ name: a, raw: 'ACME 10.0.0.1 x', expect: { source.ip: 10.0.0.2, user.name: bob }, absent: ["
                        + " acme.words ], log_sources: [ { product: other } ] }");
        assertThat(result.passed()).isFalse();
        assertThat(result.differences())
                .containsExactly(
                        "source.ip: expected 10.0.0.2, was 10.0.0.1",
                        "user.name: expected bob, is not there",
                        "acme.words: must be absent, was x",
                        "log source other/*/* expected, it has [acme/firewall/*]");
        assertThat(result.toString()).startsWith("p/acme.yml:9:5: acme, 'a': ");
    }

    @Test
    void strict_names_fields_that_nobody_expected() {
        VectorResult result =
                run("{ name: a, raw: 'ACME 10.0.0.1 x', strict: true, expect: { source.ip: 10.0.0.1, message: /./ } }");
        assertThat(result.differences())
                .containsExactlyInAnyOrder(
                        "acme.words: not expected (strict), was x",
                        "@timestamp: not expected (strict), was 2026-01-01T00:00:00Z");
    }

    @Test
    void kinds_other_than_an_event_are_checked_and_a_wrong_one_comes_with_the_trace() {
        assertThat(run("{ name: a, raw: 'ACME 10.0.0.1 ping', kind: dropped }").passed())
                .isTrue();
        assertThat(run("{ name: a, raw: 'ACME 10.0.0.1 bad', kind: pipeline_error }")
                        .passed())
                .isTrue();
        assertThat(run("{ name: a, raw: 'ACME', kind: unparsed }").passed()).isTrue();
        VectorResult wrong = run("{ name: a, raw: 'ACME' }");
        assertThat(wrong.differences().get(0))
                .isEqualTo("EVENT by acme expected, but it was unparsed (none of the 1 parsers asked took it)");
        assertThat(wrong.differences()).anyMatch(line -> line.contains("head: ended the parse"));
    }

    @Test
    void records_that_belong_together_are_given_as_a_list() throws ParserSyntaxException {
        String file = """
            parser: j
            assemble: { lines: { start: '^begin', timeout: 1s } }
            steps: [ { id: a, dissect: "begin %{j.text}" } ]
            vectors: [ { name: a, raws: [ "begin a", "b", "c" ], expect: { j.text: "a\\nb\\nc" } }, { name: b, raws: [ begin a, begin b ], events: 2 } ]
            """;
        try (Parsing parsing = Parsing.of(file)) {
            assertThat(ParserVectors.run("j.yml", file, parsing.registry(), parsing.guard()))
                    .hasSize(2)
                    .allSatisfy(result -> assertThat(result.differences()).isEmpty());
        }
    }

    @Test
    void a_record_that_is_not_ones_own_may_be_somebody_elses() throws ParserSyntaxException {
        String file = PARSER + "  - { name: a, raw: 'other', kind: unparsed }\n";
        try (Parsing parsing = Parsing.of(file, "parser: open\nsteps: []")) {
            assertThat(ParserVectors.run("j.yml", file, parsing.registry(), parsing.guard()))
                    .allMatch(VectorResult::passed);
        }
    }

    @Test
    void a_map_as_raw_is_written_as_json() {
        String file = "parser: j\n"
                + "steps: [ { id: a, json: { into: j } } ]\n"
                + "vectors: [ { name: a, raw: { b: [1, x] }, expect: { j.b: [1, x] } } ]";
        try (Parsing parsing = Parsing.of(file)) {
            assertThat(ParserVectors.run("j.yml", file, parsing.registry(), parsing.guard()))
                    .allMatch(VectorResult::passed);
        } catch (ParserSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_vector_that_cannot_be_read_is_named_with_its_place() {
        for (String vector : List.of(
                "{ raw: x }",
                "{ name: a }",
                "{ name: a, raw: x, knd: y }",
                "{ name: a, raw: x, at: now }",
                "{ name: a, raw: x, expect: { source.iq: 1 } }")) {
            String file = PARSER + "  - " + vector;
            try (Parsing parsing = Parsing.of(PARSER)) {
                assertThatThrownBy(() -> ParserVectors.run("v.yml", file, parsing.registry(), parsing.guard()))
                        .isInstanceOf(ParserSyntaxException.class)
                        .hasMessageStartingWith("v.yml:9:");
            }
        }
    }
}
