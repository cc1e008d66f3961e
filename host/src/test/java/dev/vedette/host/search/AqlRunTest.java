package dev.vedette.host.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Table;
import dev.vedette.host.query.aql.Aql;
import dev.vedette.host.query.expr.Lookups;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AQL as IBM's manual writes it, from its text to its rows. */
class AqlRunTest {
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

    private static Table table(String text) throws QuerySyntaxException, QueryLimitException {
        QueryRun run = new QueryRun(store, QuerySettings.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC), new Lookups() {
            @Override
            public @Nullable String network(String client, IpAddress address) {
                return client + (address.toString().startsWith("10.") ? ".inside" : ".outside");
            }

            @Override
            public @Nullable String assetHost(String client, IpAddress address) {
                return address.toString().equals("10.0.0.1") ? "db1" : null;
            }
        });
        return run.run(ClientScope.ALL, Aql.plan(text, ZoneOffset.UTC, NOW), ScanControl.NONE, table -> {});
    }

    private static List<List<@Nullable Object>> rows(String text) throws QuerySyntaxException, QueryLimitException {
        return table(text).rows();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    @Test
    void select_takes_columns_by_qradars_names_and_by_ecs_names() throws Exception {
        Table table = table("SELECT sourceip, \"user.name\" AS 'User', network.bytes FROM events LIMIT 2 LAST 1 HOURS");
        assertThat(table.columns()).containsExactly("sourceip", "User", "network.bytes");
        assertThat(table.rows()).containsExactly(row(ip("10.0.0.1"), "root", 500L), row(ip("192.0.2.1"), "bob", 400L));
        assertThat(rows("select SourceIP from EVENTS where UserName = 'ALICE'")).containsExactly(row(ip("10.0.0.2")));
    }

    @Test
    void a_star_takes_whole_events() throws Exception {
        Table table = table("SELECT *, UPPER(username) AS who FROM events WHERE username = 'bob'");
        assertThat(table.columns()).containsExactly(Table.EVENT, "who");
        assertThat(table.rows().get(0).get(0)).isEqualTo(SomeEvents.of().get(3));
        assertThat(table.rows().get(0).get(1)).isEqualTo("BOB");
    }

    @Test
    void events_and_flows_are_told_apart() throws Exception {
        assertThat(rows("SELECT COUNT(*) FROM events")).containsExactly(row(5L));
        assertThat(rows("SELECT sourceip, totalbytes FROM flows")).containsExactly(row(ip("192.0.2.7"), 600L));
    }

    @Test
    void groups_have_and_order_by_aggregates_and_aliases() throws Exception {
        assertThat(
                        rows(
                                "SELECT username, COUNT(*) AS 'Events', SUM(\"network.bytes\") FROM events GROUP BY username"
                                        + " HAVING COUNT(*) > 0 AND \"Events\" < 100 ORDER BY \"Events\" DESC, username LIMIT 2 LAST 7 DAYS"))
                .containsExactly(row("root", 3L, 900L), row("alice", 1L, 200L));
        assertThat(rows("SELECT UPPER(username) AS u, MAX(network.bytes) - MIN(network.bytes) AS span FROM events"
                        + " GROUP BY u ORDER BY span DESC"))
                .containsExactly(row("ROOT", 400L), row("ALICE", 0L), row("BOB", 0L));
        assertThat(rows("SELECT COUNT(*) FROM events GROUP BY username HAVING username = 'root'"))
                .containsExactly(row(3L));
        assertThat(rows("SELECT UNIQUECOUNT(username), DISTINCTCOUNT(sourceip), AVG(network.bytes), FIRST(username),"
                        + " LAST(username), SUM(eventcount), STDEV(network.bytes) FROM events"))
                .containsExactly(row(3L, 3L, 300.0, "root", "root", 5L, Math.sqrt(25_000)));
        assertThat(rows("SELECT username FROM events GROUP BY username ORDER BY COUNT(*) DESC LIMIT 1"))
                .containsExactly(row("root"));
    }

    @Test
    void every_operator_of_where() throws Exception {
        assertThat(count("username IN ('root', 'bob')")).isEqualTo(4);
        assertThat(count("NOT username IN ('root')")).isEqualTo(2);
        assertThat(count("username NOT IN ('root')")).isEqualTo(2);
        assertThat(count("username LIKE '%o%'")).isEqualTo(4);
        assertThat(count("username LIKE 'RO__'")).isZero();
        assertThat(count("username ILIKE 'RO__'")).isEqualTo(3);
        assertThat(count("username MATCHES '^[ab]'")).isEqualTo(2);
        assertThat(count("username IMATCHES 'OO'")).isEqualTo(3);
        assertThat(count("username IS NOT NULL AND sourceip IS NOT NULL")).isEqualTo(5);
        assertThat(count("username IS NULL")).isZero();
        assertThat(count("network.bytes BETWEEN 200 AND 400")).isEqualTo(3);
        assertThat(count("network.bytes NOT BETWEEN 200 AND 400")).isEqualTo(2);
        assertThat(count("network.bytes % 200 = 0 OR network.bytes ^ 2 = 10000"))
                .isEqualTo(3);
        assertThat(count("network.bytes / 100 >= 4 AND network.bytes <> 400")).isEqualTo(1);
        assertThat(count("-network.bytes < -400")).isEqualTo(1);
        assertThat(count("INCIDR('10.0.0.0/8', sourceip)")).isEqualTo(4);
        assertThat(count("NOT INCIDR('10.0.0.0/8', sourceip)")).isEqualTo(1);
        assertThat(count("sourceip = '10.0.0.2'")).isEqualTo(2);
        assertThat(count("TEXT SEARCH 'failed AND passw*' AND username != 'root'"))
                .isEqualTo(2);
        assertThat(count("UTF8(payload) ILIKE '%LINE 4%'")).isEqualTo(1);
        assertThat(count("qid = 4624 AND QIDNAME(qid) = 'logon'")).isEqualTo(5);
        assertThat(count("starttime > '2026-05-04 12:02' AND starttime <= PARSEDATETIME('17 minutes ago')"))
                .isEqualTo(2);
        assertThat(count("starttime >= " + SomeEvents.NOON.plusSeconds(60).toEpochMilli()))
                .isEqualTo(4);
        assertThat(count("starttime < NOW() - 1000 * 60 * 20")).isEqualTo(3);
        assertThat(count("domainid = 'acme' AND DOMAINNAME(domainid) = 'acme'")).isEqualTo(5);
    }

    private static long count(String where) throws QuerySyntaxException, QueryLimitException {
        return (long) rows("SELECT COUNT(*) FROM events WHERE " + where).get(0).get(0);
    }

    @Test
    void functions_compute_what_qradars_do() throws Exception {
        assertThat(rows("SELECT CONCAT(username, '@', sourceip), SUBSTRING(username, 0, 3), STRLEN(username),"
                        + " STRPOS(username, 'l'), LOWER('ABC'), REPLACEALL('[aeiou]', username, '*'),"
                        + " REPLACEFIRST('(l)(i)', username, '$2$1'), LONG('12') + 1, STR(network.bytes), DOUBLE('1.5')"
                        + " FROM events WHERE username = 'alice'"))
                .containsExactly(row("alice@10.0.0.2", "ali", 5L, 1L, "abc", "*l*c*", "ailce", 13L, "200", 1.5));
        assertThat(rows(
                        "SELECT DATEFORMAT(starttime, 'YYYY-MM-dd HH:mm'), NETWORKNAME(sourceip), ASSETHOSTNAME(sourceip),"
                                + " IF network.bytes > 400 THEN 'big' ELSE 'small' AS size,"
                                + " CASE username WHEN 'root' THEN 'admin' WHEN 'bob' THEN 'guest' ELSE 'user' END AS kind,"
                                + " CASE WHEN network.bytes > 450 THEN 2 WHEN network.bytes > 300 THEN 1 END AS level"
                                + " FROM events ORDER BY starttime DESC LIMIT 2"))
                .containsExactly(
                        row("2026-05-04 12:08", "acme.inside", "db1", "big", "admin", 2L),
                        row("2026-05-04 12:07", "acme.outside", null, "small", "guest", 1L));
    }

    @Test
    void times_bound_the_search() throws Exception {
        assertThat(rows("SELECT COUNT(*) FROM events LAST 20 MINUTES")).containsExactly(row(2L));
        assertThat(rows("SELECT COUNT(*) FROM events START '2026-05-04 12:01' STOP '2026-05-04 12:07'"))
                .containsExactly(row(2L));
        assertThat(rows("SELECT COUNT(*) FROM events START '2026/05/04 12:02:00'"))
                .containsExactly(row(3L));
        Instant from = Aql.plan("SELECT * FROM events START '2026-05-04 12:01'", ZoneId.of("Europe/Berlin"), NOW)
                .from();
        assertThat(from).isEqualTo("2026-05-04T10:01:00Z");
        assertThat(rows("SELECT sourceip FROM events WHERE username = 'bob' LIMIT 5 LAST 2 DAYS"
                        + " PARAMETERS PROGRESSDETAILSRESOLUTION=100"))
                .hasSize(1);
    }

    @Test
    void top_sources_of_a_network_as_an_analyst_asks_for_them() throws Exception {
        assertThat(rows("""
                        SELECT sourceip AS 'Source', COUNT(*) AS 'Count', UNIQUECOUNT(username) AS 'Users'
                        FROM events
                        WHERE INCIDR('10.0.0.0/8', sourceip) AND username IS NOT NULL
                        GROUP BY sourceip
                        ORDER BY "Count" DESC, sourceip ASC
                        LIMIT 10
                        LAST 24 HOURS
                        """)).containsExactly(row(ip("10.0.0.1"), 2L, 1L), row(ip("10.0.0.2"), 2L, 2L));
    }
}
