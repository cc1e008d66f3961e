package dev.vedette.host.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.aql.Aql;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the manual is understood and finds something. */
class ManualExamplesTest {
    private static final Instant NOW = SomeEvents.NOON.plusSeconds(1_500);
    private static LuceneEventStore store;

    @TempDir
    static Path folder;

    @BeforeAll
    static void open() throws IOException {
        store = LuceneEventStore.open(
                folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.fixed(NOW, ZoneOffset.UTC));
        for (Event event : SomeEvents.of()) {
            store.append(event);
        }
        store.refresh();
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
    }

    private static List<String> examples(String page, String begin) throws IOException {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("..", "docs", page))) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (inside && line.matches(begin)) {
                found.add(line);
            }
        }
        return found;
    }

    private static int rows(QueryPlan plan) throws QueryLimitException {
        QueryRun run = new QueryRun(store, QuerySettings.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC));
        return run.run(ClientScope.ALL, plan, ScanControl.NONE, table -> {})
                .rows()
                .size();
    }

    @Test
    void pipes() throws IOException, QuerySyntaxException, QueryLimitException {
        List<String> examples = examples("query-language.md", ".*\\| .*");
        assertThat(examples).hasSizeGreaterThan(7);
        for (String example : examples) {
            assertThat(rows(QueryLanguage.plan(example))).as(example).isPositive();
        }
    }

    @Test
    void aql() throws IOException, QuerySyntaxException, QueryLimitException {
        List<String> examples = examples("aql.md", "SELECT (?!column ).*");
        assertThat(examples).hasSizeGreaterThan(7);
        for (String example : examples) {
            assertThat(rows(Aql.plan(example, ZoneOffset.UTC, NOW))).as(example).isPositive();
        }
    }

    @Test
    void commands_of_the_table_are_understood() throws IOException, QuerySyntaxException {
        List<String> commands = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "query-language.md"))) {
            if (line.matches("\\| `(stats|top|where|eval|sort|head|fields|dedup|rename) .*")) {
                commands.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertThat(commands).hasSize(9);
        for (String command : commands) {
            String before = command.startsWith("sort") ? "| stats count() by user.name | " : "| ";
            QueryPlan plan = QueryLanguage.plan(before + command);
            assertThat(plan).as(command).isNotEqualTo(QueryPlan.of(new Condition.Everything()));
        }
    }
}
