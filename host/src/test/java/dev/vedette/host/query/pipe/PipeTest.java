package dev.vedette.host.query.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the pipes: how it is read, and what is refused, where, and with what advice. */
class PipeTest {
    private static QueryPlan plan(String text) throws QuerySyntaxException {
        return QueryLanguage.plan(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "user.name:root |#17#a command belongs behind |: stats",
                "| stat count()#3#did you mean 'stats'?",
                "| Stats count()#3#did you mean 'stats'?",
                "| count by user.name#3#is no command",
                "| head 5 | | tail#12#is no command",
                "| stats#8#stats takes aggregates",
                "| stats by user.name#9#stats takes aggregates",
                "| stats cuont()#9#did you mean 'count'?",
                "| stats sum#9#sum takes a field in parentheses",
                "| stats sum()#9#sum(field)",
                "| stats percentile(network.bytes)#9#percentile(field, 95)",
                "| stats percentile(network.bytes, 0)#35#above 0 and up to 100",
                "| stats sum(network.byts)#13#did you mean 'network.bytes'?",
                "| stats count() by user.nmae#20#did you mean 'user.name'?",
                "| stats count() by#19#a field belongs behind by",
                "| stats count() by time#20#time span=5m",
                "| stats count() by time span=5x#30#a number and s, m, h, d or w",
                "| stats count() by time span=5#30#a number and s, m, h, d or w",
                "| stats count(), count()#3#name one with as",
                "| stats count() as 5#20#a name belongs behind as",
                "| stats count() user.name#17#nothing or the next | belongs here",
                "| stats count(#14#never closed",
                "| stats count() by user.name | sort -cuont#38#did you mean 'count'?",
                "| stats count() by user.name | where source.ip = \"10.0.0.1\"#38#there is no column 'source.ip' here. There are: user.name, count",
                "| stats count() by user.name | stats first(user.name)#38#goes by the time of events",
                "| stats count() by user.name | stats count() by time span=1h#49#these rows are no events",
                "| where count() > 5#9#it stands behind stats",
                "| where user.name:root#18#in front of the first |",
                "| where#8#a value belongs here",
                "| where network.bytes#0#",
                "| where 5#9#a condition belongs here",
                "| where network.bytes + 5#9#a condition belongs here",
                "| where user.name > #20#a value belongs here",
                "| where source.port > \"abc\"#23#whole numbers",
                "| where user.name = \"root#21#never closed",
                "| where user.name = root#21#'root' is no field",
                "| where user.name like root#24#a pattern in quotes",
                "| where source.ip = \"10.0.0.0/8\"#21#INCIDR",
                "| where network.bytes > 5m#25#counted in milliseconds",
                "| where network.bytes ~ 5#23#'~' means nothing here",
                "| where (network.bytes > 5#27#never closed",
                "| eval = 5#8#eval name = expression",
                "| eval x 5#8#eval name = expression",
                "| eval x = lowr(user.name)#12#did you mean 'lower'?",
                "| eval x = substr(user.name)#12#SUBSTRING(text, start, length)",
                "| eval x = user.name + \"x\"#22#CONCAT",
                "| eval x = 5 6#14#nothing or the next |",
                "| sort#7#the name of a column belongs here",
                "| sort -#9#the name of a column belongs here",
                "| sort 5#8#the name of a column belongs here",
                "| head x#8#a whole number from 1",
                "| head 0#8#a whole number from 1",
                "| head -5#8#a whole number from 1",
                "| tail 1.5#8#a whole number from 1",
                "| timechart#12#timechart 5m",
                "| timechart count()#13#timechart 5m",
                "| timechart 5m count() by user.nmae#27#did you mean",
                "| top#6#top takes a field",
                "| top 10#9#top takes a field",
                "| top 10 user.nmae#10#did you mean",
                "| fields user.name,#20#the name of a column",
                "| fields#9#the name of a column",
                "| fields user.name | where source.ip is null#28#There are: user.name",
                "| dedup#8#the name of a column",
                "| rename user.name#19#rename source.ip as attacker",
                "| rename user.name as#22#a name belongs here",
                "| stats count() by user.name | rename user.name as count#52#there is a column 'count' already",
                "user.name: | stats count()#10#a value is missing",
                "(user.name:root | head#1#never closed",
                "user.name:root AND | head#16#something must follow AND",
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
    void a_pipe_ends_the_condition_with_and_without_space_and_two_of_them_are_or() throws Exception {
        Condition root = new Condition.Equal(Field.of("user.name"), "root");
        for (String text : List.of("user.name:root|head 5", "user.name:root | head 5", " user.name:root  |head 5 ")) {
            assertThat(plan(text).condition()).isEqualTo(root);
            assertThat(plan(text).stages()).containsExactly(new Stage.Head(5));
        }
        assertThat(plan("user.name:root || denied | head").condition())
                .isEqualTo(new Condition.Or(List.of(root, new Condition.Text("denied"))));
        assertThat(plan("\"a | b\" | head").condition()).isEqualTo(new Condition.Text("a | b"));
        assertThat(plan("file.path:a\\|b").condition()).isEqualTo(new Condition.Equal(Field.of("file.path"), "a|b"));
    }

    @Test
    void the_store_answers_of_where_what_it_can() throws Exception {
        QueryPlan plan = plan("denied | where user.name = \"root\" and not source.port between 1 and 9 | head 5");
        assertThat(plan.stages()).containsExactly(new Stage.Head(5));
        assertThat(((Condition.And) plan.condition()).parts()).hasSize(3).contains(new Condition.Text("denied"));
        QueryPlan later = plan("| head 5 | where user.name = \"root\"");
        assertThat(later.condition()).isInstanceOf(Condition.Everything.class);
        assertThat(later.stages()).hasSize(2);
        QueryPlan computed = plan("| eval user.name = \"x\" | where user.name = \"root\"");
        assertThat(computed.condition()).isInstanceOf(Condition.Everything.class);
    }

    @Test
    void plans_say_what_kind_of_rows_they_give() throws Exception {
        assertThat(plan("user.name:root | where strlen(user.name) > 3").givesEvents())
                .isTrue();
        assertThat(plan("user.name:root | where strlen(user.name) > 3").isPageable())
                .isTrue();
        assertThat(plan("| fields user.name").givesEvents()).isFalse();
        assertThat(plan("| fields user.name").isPageable()).isTrue();
        assertThat(plan("| sort user.name").isPageable()).isFalse();
        assertThat(plan("| stats count()").groupsFirst()).isTrue();
        assertThat(plan("| eval a = 1 | where a > 0 | stats count()").groupsFirst())
                .isTrue();
        assertThat(plan("| head 5 | stats count()").groupsFirst()).isFalse();
    }

    @Test
    void whatever_is_typed_is_understood_or_refused_by_column() {
        String[] words = {
            "|", "stats", "count()", "by", "user.name", "sum(network.bytes)", "as", "n", ",", "where", "(", ")", ">",
                    "5",
            "sort", "-", "head", "timechart", "5m", "span=5m", "time", "eval", "x", "=", "\"a\"", "lower(", "rename",
                    "top",
            "dedup", "fields", "and", "not", "in", "is", "null", "like", "'%a'", "between", "*", "/", "[", "user.name:x"
        };
        Random random = new Random(6);
        for (int i = 0; i < 30_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "| " : "");
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

    @Test
    void nesting_and_size_have_an_end() {
        for (String deep : List.of(
                "(".repeat(5_000),
                "not ".repeat(5_000),
                "-".repeat(5_000),
                "lower(".repeat(5_000),
                "1 ^ ".repeat(5_000),
                "case(".repeat(5_000))) {
            assertThat(catchThrowableOfType(QuerySyntaxException.class, () -> plan("| where " + deep + "1")))
                    .as(deep.substring(0, 5))
                    .isNotNull();
        }
        assertThatCode(() -> plan("| where 1 = 1" + " or 1 = 1".repeat(300))).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(QuerySyntaxException.class, () -> plan("| head ".repeat(60))))
                .isNotNull();
    }
}
