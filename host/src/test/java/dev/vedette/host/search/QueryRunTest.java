package dev.vedette.host.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Table;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines from their text to their rows, over a real store. */
class QueryRunTest {
    private static final Instant NOON = SomeEvents.NOON;

    private LuceneEventStore store;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        store = LuceneEventStore.open(
                folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void some() throws IOException {
        for (Event event : SomeEvents.of()) {
            store.append(event);
        }
        store.refresh();
    }

    private Table run(String text) throws QuerySyntaxException, QueryLimitException {
        return run(text, QuerySettings.DEFAULTS);
    }

    private Table run(String text, QuerySettings settings) throws QuerySyntaxException, QueryLimitException {
        QueryRun run = new QueryRun(store, settings, Clock.fixed(NOON, ZoneOffset.UTC));
        return run.run(ClientScope.ALL, QueryLanguage.plan(text), ScanControl.NONE, table -> {});
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void stats_count_by_a_field_has_a_group_for_events_without_it() throws Exception {
        some();
        Table table = run("| stats count() by user.name");
        assertThat(table.columns()).containsExactly("user.name", "count");
        assertThat(table.rows()).containsExactly(row("alice", 1L), row("bob", 1L), row("root", 3L), row(null, 1L));
        assertThat(table.complete()).isTrue();
        assertThat(run("user.name:* | stats count by user.name | sort -count, user.name | head 2")
                        .rows())
                .containsExactly(row("root", 3L), row("alice", 1L));
    }

    @Test
    void stats_computes_every_aggregate() throws Exception {
        some();
        assertThat(run("""
                        user.name:root | stats count() as n, sum(network.bytes), avg(network.bytes), min(source.ip),
                        max(network.bytes), dc(source.ip), values(source.ip), median(network.bytes),
                        percentile(network.bytes, 95), first(network.bytes), last(network.bytes), stdev(network.bytes)
                        """).rows())
                .containsExactly(row(
                        3L,
                        900L,
                        300.0,
                        IpAddress.parse("10.0.0.1"),
                        500L,
                        2L,
                        List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("10.0.0.2")),
                        300.0,
                        500.0,
                        100L,
                        500L,
                        200.0));
        assertThat(run("user.name:nobody | stats count(), sum(network.bytes)").rows())
                .containsExactly(row(0L, null));
        assertThat(run("user.name:nobody | stats count() by user.name").rows()).isEmpty();
    }

    @Test
    void time_is_cut_into_stretches_and_a_timechart_has_no_gaps() throws Exception {
        some();
        assertThat(run("| stats count() by time span=5m").rows())
                .containsExactly(row(NOON, 3L), row(NOON.plusSeconds(300), 2L), row(NOON.plusSeconds(1200), 1L));
        assertThat(run("| timechart 5m").rows())
                .containsExactly(
                        row(NOON, 3L),
                        row(NOON.plusSeconds(300), 2L),
                        row(NOON.plusSeconds(600), 0L),
                        row(NOON.plusSeconds(900), 0L),
                        row(NOON.plusSeconds(1200), 1L));
        assertThat(run("| timechart span=10m max(network.bytes) as most by user.name | head 3")
                        .rows())
                .containsExactly(row(NOON, "alice", 200L), row(NOON, "bob", 400L), row(NOON, "root", 500L));
    }

    @Test
    void top_and_rare_leave_out_events_without_the_field() throws Exception {
        some();
        assertThat(run("| top 1 user.name").rows()).containsExactly(row("root", 3L));
        assertThat(run("| rare 2 user.name").rows()).containsExactly(row("alice", 1L), row("bob", 1L));
        assertThat(run("| top user.name, source.ip").rows().get(0))
                .isEqualTo(row("root", IpAddress.parse("10.0.0.1"), 2L));
    }

    @Test
    void where_after_stats_is_over_columns() throws Exception {
        some();
        assertThat(run("| stats count(), sum(network.bytes) by user.name | where count > 1 and user.name = \"ROOT\"")
                        .rows())
                .containsExactly(row("root", 3L, 900L));
        assertThat(run("| stats sum(network.bytes) by user.name | where sum(network.bytes) >= 600")
                        .rows())
                .containsExactly(row("root", 900L), row(null, 600L));
    }

    @Test
    void where_before_stats_is_over_fields_and_what_eval_made() throws Exception {
        some();
        assertThat(run("| where network.bytes > 200 | eval kb = network.bytes / 100 | where kb * 2 <= 10"
                                + " | fields user.name, kb")
                        .rows())
                .containsExactly(row("root", 5L), row("bob", 4L), row("root", 3L));
        assertThat(run("| where incidr(\"10.0.0.0/8\", source.ip) and user.name like \"%o%t\" | stats count()")
                        .rows())
                .containsExactly(row(3L));
        assertThat(run("| where user.name like \"R%\" | stats count()").rows()).containsExactly(row(0L));
        assertThat(run("| where user.name ilike \"R%\" | stats count()").rows()).containsExactly(row(3L));
        assertThat(run("| where user.name matches \"^(bob|alice)$\" | stats count()")
                        .rows())
                .containsExactly(row(2L));
        assertThat(run("| where user.name is null | fields network.bytes").rows())
                .containsExactly(row(600L));
        assertThat(run("| where user.name != \"root\" | stats count()").rows()).containsExactly(row(3L));
        assertThat(run("| where not user.name in (\"root\", \"bob\") and network.bytes between 200 and 600"
                                + " | stats count()")
                        .rows())
                .containsExactly(row(2L));
    }

    @Test
    void events_come_newest_first_with_what_eval_added() throws Exception {
        some();
        Table table = run("user.name:root | eval who = upper(user.name) | head 2");
        assertThat(table.columns()).containsExactly(Table.EVENT, "who");
        assertThat(table.rows()).hasSize(2);
        Event newest = (Event) table.rows().get(0).get(0);
        assertThat(newest.get(Field.of("network.bytes"))).isEqualTo(500L);
        assertThat(table.rows().get(0).get(1)).isEqualTo("ROOT");
        assertThat(run("| tail 1 | fields network.bytes").rows()).containsExactly(row(100L));
        assertThat(run("| dedup user.name | fields user.name, network.bytes").rows())
                .containsExactly(row(null, 600L), row("root", 500L), row("bob", 400L), row("alice", 200L));
        assertThat(run("| sort user.name, -network.bytes | fields user.name, network.bytes | head 3")
                        .rows())
                .containsExactly(row("alice", 200L), row("bob", 400L), row("root", 500L));
    }

    @Test
    void columns_are_renamed() throws Exception {
        some();
        Table table = run("| stats count() by user.name | rename user.name as who, count as n | sort -n | head 1");
        assertThat(table.columns()).containsExactly("who", "n");
        assertThat(table.rows()).containsExactly(row("root", 3L));
        assertThat(run("| rename user.name as who | stats count() by who | head 1")
                        .rows())
                .containsExactly(row("alice", 1L));
    }

    @Test
    void a_coalesced_event_counts_as_the_events_it_stands_for() throws Exception {
        some();
        EventDraft many =
                SomeEvents.draft(7, 9).set(Field.of("user.name"), "root").set(HostFields.COUNT, 40L);
        store.append(many.freeze().get(0));
        store.refresh();
        assertThat(run("| stats count() by user.name | where user.name = \"root\"")
                        .rows())
                .containsExactly(row("root", 43L));
        assertThat(run("| stats count()").rows()).containsExactly(row(46L));
        assertThat(run("| top 1 user.name").rows()).containsExactly(row("root", 43L));
        assertThat(run("| timechart 5m | head 2 | where count > 10 | fields count")
                        .rows())
                .containsExactly(row(42L));
    }

    @Test
    void limits_are_errors_that_say_what_to_do() throws Exception {
        some();
        QuerySettings few = new QuerySettings(2, 2, 2);
        assertThatThrownBy(() -> run("| stats sum(network.bytes) by user.name", few))
                .isInstanceOf(QueryLimitException.class)
                .hasMessageContaining("more than 2 groups by user.name")
                .hasMessageContaining("search.query.max-groups");
        assertThatThrownBy(() -> run("| stats count() by user.name", few)).hasMessageContaining("more than 2 groups");
        assertThatThrownBy(() -> run("| stats dc(source.ip)", few)).hasMessageContaining("search.query.max-values");
        assertThatThrownBy(() -> run("| dedup source.ip", few)).hasMessageContaining("search.query.max-values");
        assertThatThrownBy(() -> run("| tail 5", few)).hasMessageContaining("search.query.max-rows");
        Table sorted = run("| sort network.bytes | fields network.bytes", few);
        assertThat(sorted.rows()).containsExactly(row(100L), row(200L));
        assertThat(sorted.notes().toString()).contains("only the first 2 rows");
        assertThat(run("", few).truncated()).isTrue();
    }
}
