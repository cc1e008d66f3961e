package dev.vedette.host.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition.And;
import dev.vedette.host.query.Condition.Cidr;
import dev.vedette.host.query.Condition.Equal;
import dev.vedette.host.query.Condition.Everything;
import dev.vedette.host.query.Condition.Exists;
import dev.vedette.host.query.Condition.Not;
import dev.vedette.host.query.Condition.Or;
import dev.vedette.host.query.Condition.Range;
import dev.vedette.host.query.Condition.Text;
import dev.vedette.host.query.Condition.TextWildcard;
import dev.vedette.host.query.Condition.Wildcard;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLanguageTest {
    private static final Field USER = Field.of("user.name");
    private static final Field PORT = Field.of("destination.port");
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field TIME = Field.of("@timestamp");
    private static final Field VENDOR = Field.of("winlog.event_data.LogonType");

    private static Condition parse(String text) throws QuerySyntaxException {
        return QueryLanguage.parse(text);
    }

    private static Equal user(String name) {
        return new Equal(USER, name);
    }

    @Test
    void an_empty_query_and_a_star_ask_for_everything() throws Exception {
        assertThat(parse("")).isEqualTo(new Everything());
        assertThat(parse("  ")).isEqualTo(new Everything());
        assertThat(parse("*")).isEqualTo(new Everything());
    }

    @Test
    void a_field_and_a_value() throws Exception {
        assertThat(parse("user.name:root")).isEqualTo(user("root"));
        assertThat(parse("user.name:\"John \\\"J\\\" Doe\"")).isEqualTo(user("John \"J\" Doe"));
        assertThat(parse("user.name:John\\ Doe")).isEqualTo(user("John Doe"));
        assertThat(parse("user.name:\"a*\"")).isEqualTo(user("a*"));
        assertThat(parse("user.name:a\\*")).isEqualTo(user("a*"));
        assertThat(parse("winlog.event_data.LogonType:3")).isEqualTo(new Equal(VENDOR, "3"));
        assertThat(parse("user.name:*")).isEqualTo(new Exists(USER));
        assertThat(parse("user.name:ad*n?")).isEqualTo(new Wildcard(USER, "ad*n?"));
        assertThat(parse("message:\"failed password\"")).isEqualTo(new Equal(Field.of("message"), "failed password"));
    }

    @Test
    void ranges_and_comparisons() throws Exception {
        assertThat(parse("destination.port:[1 TO 1024]")).isEqualTo(new Range(PORT, "1", "1024", true, true));
        assertThat(parse("destination.port:{1 TO *]")).isEqualTo(new Range(PORT, "1", null, false, true));
        assertThat(parse("destination.port:>=5")).isEqualTo(new Range(PORT, "5", null, true, false));
        assertThat(parse("destination.port:<5")).isEqualTo(new Range(PORT, null, "5", false, false));
        assertThat(parse("destination.port:[* TO *]")).isEqualTo(new Exists(PORT));
        assertThat(parse("source.ip:[10.0.0.1 TO 10.0.0.9}"))
                .isEqualTo(new Range(SOURCE, "10.0.0.1", "10.0.0.9", true, false));
    }

    @Test
    void networks() throws Exception {
        assertThat(parse("source.ip:10.0.0.0/8")).isEqualTo(new Cidr(SOURCE, "10.0.0.0/8"));
        assertThat(parse("source.ip:2001:db8::/32")).isEqualTo(new Cidr(SOURCE, "2001:db8::/32"));
        assertThat(parse("source.ip:2001:db8::1")).isEqualTo(new Equal(SOURCE, "2001:db8::1"));
    }

    @Test
    void times_name_a_day_a_minute_or_a_point() throws Exception {
        assertThat(parse("@timestamp:2026-11-22"))
                .isEqualTo(new Range(TIME, "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z", true, false));
        assertThat(parse("@timestamp:[2026-11-22 TO 2026-11-23]"))
                .isEqualTo(new Range(TIME, "2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z", true, false));
        assertThat(parse("@timestamp:>2026-11-22T10:05+01:00"))
                .isEqualTo(new Range(TIME, "2026-11-22T09:06:00Z", null, true, false));
        assertThat(parse("@timestamp:<=2026-11-22T10:05:00.5Z"))
                .isEqualTo(new Range(TIME, null, "2026-11-22T10:05:00.500Z", false, true));
    }

    @Test
    void and_binds_tighter_than_or_and_side_by_side_means_and() throws Exception {
        Condition a = user("a");
        Condition b = user("b");
        Condition c = user("c");
        assertThat(parse("user.name:a user.name:b OR user.name:c"))
                .isEqualTo(new Or(List.of(new And(List.of(a, b)), c)));
        assertThat(parse("user.name:a AND (user.name:b OR user.name:c)"))
                .isEqualTo(new And(List.of(a, new Or(List.of(b, c)))));
        assertThat(parse("NOT user.name:a -user.name:b")).isEqualTo(new And(List.of(new Not(a), new Not(b))));
        assertThat(parse("NOT NOT user.name:a")).isEqualTo(new Not(new Not(a)));
        assertThat(parse("user.name:a && user.name:b || user.name:c"))
                .isEqualTo(new Or(List.of(new And(List.of(a, b)), c)));
    }

    @Test
    void several_values_of_one_field() throws Exception {
        assertThat(parse("user.name:(a OR b)")).isEqualTo(new Or(List.of(user("a"), user("b"))));
        assertThat(parse("user.name:(a)")).isEqualTo(user("a"));
        assertThat(parse("user.name:(a AND NOT b OR c*) x"))
                .isEqualTo(new And(List.of(
                        new Or(List.of(new And(List.of(user("a"), new Not(user("b")))), new Wildcard(USER, "c*"))),
                        new Text("x"))));
    }

    @Test
    void free_text() throws Exception {
        assertThat(parse("failed")).isEqualTo(new Text("failed"));
        assertThat(parse("\"failed password\"")).isEqualTo(new Text("failed password"));
        assertThat(parse("fail* sshd[12]"))
                .isEqualTo(new And(List.of(new TextWildcard("fail*"), new Text("sshd[12]"))));
        assertThat(parse("10.0.0.1")).isEqualTo(new Text("10.0.0.1"));
        assertThat(parse("fe80::1")).isEqualTo(new Text("fe80::1"));
        assertThat(parse("aa:bb:cc:00:11:22")).isEqualTo(new Text("aa:bb:cc:00:11:22"));
        assertThat(parse("10:22:33")).isEqualTo(new Text("10:22:33"));
        assertThat(parse("a-b")).isEqualTo(new Text("a-b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "usr.name:root AND source.prt:1 | 19 | did you mean 'source.port'?",
                "user.nmae:root | 1 | did you mean 'user.name'?",
                "User.Name:root | 1 | did you mean 'user.name'?",
                "foo:bar | 1 | quote it: \"foo:bar\"",
                "C:\\\\Windows | 1 | quote it",
                "user.name:root AND | 16 | something must follow AND",
                "user.name:root and x | 16 | write AND in capitals",
                "AND x | 1 | a condition is missing in front of AND",
                "(user.name:root | 1 | never closed",
                "user.name:root) | 15 | closes nothing",
                ") | 1 | a condition is missing",
                "() | 1 | nothing between",
                "user.name:\"root | 11 | never closed",
                "user.name: root | 10 | a value is missing",
                ":x | 1 | a field name is missing",
                "destination.port:abc | 18 | whole numbers",
                "destination.port:8* | 18 | use a range",
                "destination.port:[1 TO x] | 24 | whole numbers",
                "destination.port:[1 5] | 18 | [1 TO 5]",
                "destination.port:[1 TO 5 | 18 | never closed",
                "destination.port:>= 5 | 18 | must follow at once",
                "source.ip:10.1.* | 11 | source.ip:10.1.0.0/16",
                "source.ip:10.0.0.999 | 11 | IP addresses",
                "@timestamp:yesterday | 12 | 2026-11-22",
                "@timestamp:>=now-15m | 14 | 2026-11-22",
                "message:[a TO b] | 10 | takes no range",
                "--- | 3 | letter or digit",
                "NOT | 1 | something must follow NOT",
                "a-b* | 1 | single word",
                "user.name:root | 1 | pipes",
                "user.name:() | 11 | values are missing",
                "select * from events | 1 | AQL",
            })
    void an_error_names_the_column_and_what_would_be_right(String query, int column, String hint) {
        String text = hint.equals("pipes") ? "| stats count()" : query;
        assertThatCode(() -> parse(text)).isInstanceOfSatisfying(QuerySyntaxException.class, e -> {
            assertThat(e).hasMessageContaining(hint).hasMessageStartingWith("column " + column + ":");
            assertThat(e.column()).isEqualTo(column);
        });
    }

    @Test
    void nesting_and_size_have_an_end() {
        assertThatCode(() -> parse("(".repeat(200_000))).isInstanceOf(QuerySyntaxException.class);
        assertThatCode(() -> parse("(".repeat(5_000) + "a" + ")".repeat(5_000)))
                .isInstanceOf(QuerySyntaxException.class);
        assertThatCode(() -> parse("NOT ".repeat(5_000) + "a")).isInstanceOf(QuerySyntaxException.class);
        assertThatCode(() -> parse("a ".repeat(5_000))).isInstanceOf(QuerySyntaxException.class);
        assertThatCode(() -> parse("user.name:(" + "a OR ".repeat(5_000) + "a)"))
                .isInstanceOf(QuerySyntaxException.class);
        assertThatCode(() -> parse("user.name:(" + "NOT ".repeat(5_000) + "a)"))
                .isInstanceOf(QuerySyntaxException.class);
    }

    @Test
    void whatever_is_typed_is_understood_or_refused_by_column() {
        Random random = new Random(7);
        String[] pieces = {
            "user.name",
            "source.ip",
            ":",
            "(",
            ")",
            "\"",
            "*",
            "?",
            "[",
            "]",
            "{",
            "}",
            " TO ",
            " AND ",
            " OR ",
            "NOT ",
            "-",
            "\\",
            "10.0.0.0/8",
            ">=",
            "<",
            "5",
            "x",
            " ",
            "@timestamp:2026-11-22",
            "message:",
            "|",
            "\uD83D",
            "é"
        };
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                EventFilter.of(parse(text.toString()));
            } catch (QuerySyntaxException e) {
                assertThat(e.column()).as(text.toString()).isBetween(1, text.length() + 1);
            }
        }
    }
}
