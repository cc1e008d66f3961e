package dev.vedette.host.query.aql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.FieldValue;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and with what advice; and what the store is asked. */
class AqlTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private static QueryPlan plan(String text) throws QuerySyntaxException {
        return Aql.plan(text, ZoneOffset.UTC, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select|7|a value belongs here",
                "SELECT FROM events|8|a column belongs in front of FROM",
                "SELECT sourceip|16|FROM events or FROM flows is missing",
                "SELECT sourceip events|17|a comma or FROM",
                "SELECT sourceip FROM offenses|22|FROM takes events or flows",
                "SELECT sourceip FROM (SELECT * FROM events)|22|a SELECT inside another",
                "SELECT DISTINCT username FROM events|8|use GROUP BY",
                "SELECT sourcip FROM events|8|did you mean 'sourceip'?",
                "SELECT user.nmae FROM events|8|did you mean 'user.name'?",
                "SELECT root FROM events|8|text is written 'root'",
                "SELECT credibility FROM events|8|rating of an offense",
                "SELECT LOWR(username) FROM events|8|did you mean 'lower'?",
                "SELECT LOWER() FROM events|8|LOWER(text)",
                "SELECT LOWER(username FROM events|23|a comma or ) belongs here",
                "SELECT SUM(*) FROM events|12|* goes with COUNT alone",
                "SELECT SUM(COUNT(*)) FROM events|12|inside another function over groups",
                "SELECT PERCENTILE(network.bytes, 101) FROM events|34|above 0 and up to 100",
                "SELECT REFERENCESETCONTAINS('bad', sourceip) FROM events|8|reference data cannot be asked",
                "SELECT INOFFENSE(5) FROM events|8|GET /api/v1/offenses",
                "SELECT QIDNAME(sourceip) FROM events|16|QIDNAME(qid)",
                "SELECT PARSEDATETIME('soon') FROM events|22|1 week ago",
                "SELECT DATEFORMAT(starttime, 'bogus{') FROM events|30|no pattern of a time",
                "SELECT REPLACEALL('(', username, '') FROM events|19|no regular expression",
                "SELECT 'a' + username FROM events|12|CONCAT",
                "SELECT sourceip AS 5 FROM events|20|a name belongs behind AS",
                "SELECT sourceip, sourceip FROM events|18|give one another name",
                "SELECT username FROM events WHERE|34|a value belongs here",
                "SELECT username FROM events WHERE 5|35|a condition belongs here",
                "SELECT username FROM events WHERE username|0|",
                "SELECT username FROM events WHERE username = NULL|46|IS NULL",
                "SELECT username FROM events WHERE username = root|46|text is written 'root'",
                "SELECT username FROM events WHERE username = 'root|46|never closed",
                "SELECT username FROM events WHERE username:root|43|username = 'root'",
                "SELECT username FROM events WHERE sourceip = '10.0.0.0/8'|46|INCIDR('10.0.0.0/8', source.ip)",
                "SELECT username FROM events WHERE sourceip = 'gateway'|46|IP addresses",
                "SELECT username FROM events WHERE INCIDR('x', sourceip)|42|10.0.0.0/8",
                "SELECT username FROM events WHERE sourceport > 'abc'|48|whole numbers",
                "SELECT username FROM events WHERE starttime > 'noon'|47|times",
                "SELECT username FROM events WHERE username LIKE root|49|a pattern in quotes",
                "SELECT username FROM events WHERE username MATCHES 'a(b'|52|no regular expression",
                "SELECT username FROM events WHERE username IN 'root'|47|IN takes a list",
                "SELECT username FROM events WHERE username IN (SELECT username FROM events)|48|inside another",
                "SELECT username FROM events WHERE username IN ('a' 'b')|52|commas between",
                "SELECT username FROM events WHERE sourceport BETWEEN 1 OR 2|56|BETWEEN 1 AND 10",
                "SELECT username FROM events WHERE username IS root|47|NULL or NOT NULL",
                "SELECT username FROM events WHERE COUNT(*) > 5|35|HAVING",
                "SELECT username FROM events WHERE TEXT SEARCH failed|47|TEXT SEARCH takes a text",
                "SELECT username FROM events WHERE TEXT SEARCH 'user.nmae:x'|48|did you mean 'user.name'?",
                "SELECT username FROM events WHERE TEXT SEARCH 'x' OR STRLEN(username) > 3|35|stands alone",
                "SELECT COUNT(*) FROM events GROUP BY COUNT(*)|38|cannot stand in GROUP BY",
                "SELECT COUNT(*) AS n FROM events GROUP BY n|43|cannot be made by what is computed",
                "SELECT username, COUNT(*) FROM events GROUP BY sourceip|8|add it to GROUP BY",
                "SELECT *, COUNT(*) FROM events GROUP BY sourceip|8|* cannot be grouped",
                "SELECT username FROM events HAVING username = 'x'|29|conditions on events go to WHERE",
                "SELECT username FROM events ORDER username|35|BY belongs behind ORDER",
                "SELECT username FROM events ORDER BY username COLLATE 'de-CH'|47|COLLATE is not supported",
                "SELECT username FROM events LIMIT none|35|a whole number",
                "SELECT username FROM events LAST 5 LIGHTYEARS|36|MINUTES, HOURS or DAYS",
                "SELECT username FROM events LAST 1 HOURS LIMIT 5|42|LIMIT stands in front of LAST",
                "SELECT username FROM events GROUP BY username WHERE username = 'x'|47|WHERE stands in front of GROUP BY",
                "SELECT username FROM events LIMIT 5 LIMIT 6|37|stands here twice",
                "SELECT username FROM events LAST 1 HOURS START '2026-01-01 00:00'|42|stands here twice",
                "SELECT username FROM events STOP '2026-01-01 00:00'|29|START belongs in front of STOP",
                "SELECT username FROM events START 'x'|35|2026-11-22 10:05",
                "SELECT username FROM events START '2026-01-02 00:00' STOP '2026-01-01 00:00'|54|ends before it begins",
                "SELECT username FROM events PARAMETERS REMOTESERVERS=1|40|there is one host",
                "SELECT username FROM events PARAMETERS FASTER=1|40|the parameter FASTER is not supported",
                "SELECT username FROM events INTO saved|29|INTO is not supported",
                "SELECT username FROM events SESSION BY starttime|29|SESSION is not supported",
                "SELECT username FROM events WHRE username = 'x'|29|did you mean 'WHERE'?",
                "SELECT username FROM events;|28|means nothing here",
                "SELECT IF username = 'a' 'b' ELSE 'c' FROM events|26|IF ... THEN ... ELSE",
                "SELECT CASE username ELSE 'c' END FROM events|8|at least one WHEN",
            })
    void an_error_names_the_column_and_what_would_be_right(String query, int column, String hint) throws Exception {
        if (column == 0) {
            plan(query); // understood
            return;
        }
        QuerySyntaxException error = catchThrowableOfType(QuerySyntaxException.class, () -> plan(query));
        assertThat(error).as(query).isNotNull();
        assertThat(error.reason()).as(query).contains(hint);
        assertThat(error.column()).as(query + ": " + error.reason()).isEqualTo(column);
    }

    @Test
    void the_store_answers_of_where_what_it_can() throws Exception {
        QueryPlan exact = plan("SELECT username FROM flows WHERE username = 'a' OR NOT sourceport BETWEEN 1 AND 9");
        assertThat(exact.stages()).allMatch(stage -> stage instanceof Stage.Project);
        Field user = Field.of("user.name");
        Field port = Field.of("source.port");
        assertThat(((Condition.And) exact.condition()).parts().get(1))
                .isEqualTo(new Condition.Or(List.of(
                        new Condition.Equal(user, "a"),
                        new Condition.Not(new Condition.And(List.of(
                                new Condition.Range(port, "1", null, true, false),
                                new Condition.Range(port, null, "9", false, true)))))));
        QueryPlan partly = plan("SELECT username FROM flows WHERE username LIKE 'Ad%' AND STRLEN(username) > 3");
        assertThat(((Condition.And) partly.condition()).parts()).contains(new Condition.Wildcard(user, "Ad*"));
        assertThat(partly.stages().get(0)).isInstanceOf(Stage.Where.class);
        assertThat(partly.isPageable()).isTrue();
    }

    @Test
    void every_column_of_the_table_stands_for_a_field_that_can_be_named() {
        AqlNames.COLUMNS.forEach((name, entry) -> {
            String field = entry.field();
            assertThat(field == null ? null : FieldValue.problem(field))
                    .as(name)
                    .isNull();
        });
        AqlNames.FUNCTIONS.forEach((name, entry) -> assertThat(entry.field() == null ? "" : entry.argument())
                .as(name)
                .satisfiesAnyOf(
                        column -> assertThat(column).isEmpty(),
                        column -> assertThat(AqlNames.COLUMNS).containsKey(column)));
    }

    @Test
    void whatever_is_typed_is_understood_or_refused_by_column() {
        String[] words = {
            "SELECT",
            "sourceip",
            "FROM",
            "events",
            "WHERE",
            "username",
            "=",
            "'root'",
            "GROUP",
            "BY",
            "COUNT",
            "(",
            "*",
            ")",
            ",",
            "ORDER",
            "LIMIT",
            "5",
            "LAST",
            "HOURS",
            "AND",
            "NOT",
            "\"user.name\"",
            "LIKE",
            "'%x'",
            "IF",
            "CASE",
            "IN",
            "BETWEEN",
            "1",
            "-",
            "START",
            "TEXT",
            "SEARCH",
            "NULL",
            "IS",
            "AS",
            "IMATCHES",
            "5m",
            "^",
            "/"
        };
        Random random = new Random(4);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "" : "SELECT username FROM events ");
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            try {
                plan(text.toString());
            } catch (QuerySyntaxException e) {
                assertThat(e.column()).as(text.toString()).isBetween(1, text.length() + 2);
                assertThat(e.reason()).as(text.toString()).isNotBlank();
            }
        }
    }
}
