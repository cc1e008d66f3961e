package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event that matches, in one order, whatever happens to the index meanwhile. */
class ScanTest {
    private static final SearchPlan ALL = SearchPlan.of(new Condition.Everything(), 0);
    private static final Field USER = Field.of("user.name");

    private final List<Event> events = new ArrayList<>();
    private LuceneEventStore store;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        store = LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void add(Event event) throws IOException {
        events.add(event);
        store.append(event);
    }

    private void random(int count, String... clients) throws IOException {
        RandomEvents random = new RandomEvents(5);
        for (int i = 0; i < count; i++) {
            add(random.next(clients[i % clients.length]));
            if (i % 97 == 0) {
                store.refresh(); // several segments
            }
        }
        store.refresh();
    }

    private static Event at(Instant time, String id) {
        RawRecord raw = new RawRecord(
                ("line " + id).getBytes(StandardCharsets.UTF_8),
                time,
                Origin.of("acme", "http").build());
        EventDraft draft = new EventDraft(raw);
        draft.set(Event.ID, id).set(USER, "user" + id.hashCode() % 7).timestamp(time);
        return draft.freeze().get(0);
    }

    private List<Event> sorted(List<Event> of) {
        return of.stream().sorted(EventCursor.ORDER).toList();
    }

    private List<Event> scanned(ClientScope scope, SearchPlan plan, @Nullable EventCursor after) {
        List<Event> found = new ArrayList<>();
        assertThat(store.scan(scope, plan, after, ScanControl.NONE, found::add)).isEqualTo(ScanEnd.COMPLETE);
        return found;
    }

    @Test
    void a_scan_gives_every_event_newest_first_of_all_slices_and_clients() throws IOException {
        random(600, "acme", "umbrella", "initech");
        assertThat(scanned(ClientScope.ALL, ALL, null)).isEqualTo(sorted(events));
    }

    @Test
    void a_scan_sees_the_clients_of_its_scope_alone() throws IOException {
        random(300, "acme", "umbrella");
        assertThat(scanned(ClientScope.of("acme"), ALL, null))
                .isEqualTo(sorted(events.stream()
                        .filter(event -> event.raw().origin().client().equals("acme"))
                        .toList()));
        assertThat(scanned(ClientScope.of("nobody"), ALL, null)).isEmpty();
        List<Object> swept = new ArrayList<>();
        store.sweep(ClientScope.of("umbrella"), ALL, List.of(Event.ID), ScanControl.NONE, row -> swept.add(row[0]));
        assertThat(swept).hasSize(150);
    }

    @Test
    void pages_by_cursor_are_the_whole_scan_without_a_gap_or_a_repetition() throws IOException {
        random(400, "acme", "umbrella");
        Random random = new Random(3);
        List<Event> paged = new ArrayList<>();
        EventCursor after = null;
        while (true) {
            List<Event> page = new ArrayList<>();
            int size = 1 + random.nextInt(60);
            ScanEnd end = store.scan(ClientScope.ALL, ALL, after, ScanControl.NONE, event -> {
                page.add(event);
                return page.size() < size;
            });
            paged.addAll(page);
            if (end == ScanEnd.COMPLETE) {
                break;
            }
            after = EventCursor.parse(
                    EventCursor.after(page.get(page.size() - 1)).text());
        }
        assertThat(paged).isEqualTo(sorted(events));
    }

    @Test
    void a_time_range_and_a_condition_hold_for_a_scan() throws IOException {
        random(400, "acme");
        Instant from = RandomEvents.NOON.minusSeconds(100_000);
        Instant to = RandomEvents.NOON.minusSeconds(9_000);
        Condition named = new Condition.Exists(USER);
        List<Event> expected = events.stream()
                .filter(event -> event.has(USER)
                        && !event.timestamp().isBefore(from)
                        && event.timestamp().isBefore(to))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(scanned(ClientScope.ALL, new SearchPlan(named, from, to, 0), null))
                .isEqualTo(sorted(expected));
    }

    @Test
    void thousands_of_events_of_one_second_come_in_the_order_of_their_ids() throws IOException {
        Instant second = Instant.parse("2026-05-04T10:00:00Z");
        for (int i = 0; i < 5_000; i++) {
            add(at(second.plusSeconds(i % 2), String.format(java.util.Locale.ROOT, "%016x", (i * 7919L) % 5_003)));
            if (i % 1_500 == 0) {
                store.refresh();
            }
        }
        store.refresh();
        List<Event> all = scanned(ClientScope.ALL, ALL, null);
        assertThat(all).isEqualTo(sorted(events));
        assertThat(scanned(ClientScope.ALL, ALL, EventCursor.after(all.get(1_234))))
                .isEqualTo(all.subList(1_235, 5_000));
    }

    @Test
    void a_scan_goes_on_over_merges_and_new_events_and_sees_nothing_twice() throws IOException {
        random(300, "acme");
        List<Event> before = sorted(events);
        RandomEvents more = new RandomEvents(77);
        AtomicInteger seen = new AtomicInteger();
        List<Event> found = new ArrayList<>();
        store.scan(ClientScope.ALL, ALL, null, ScanControl.NONE, event -> {
            found.add(event);
            if (seen.incrementAndGet() % 10 == 0) {
                try {
                    Event late = more.next("umbrella");
                    EventDraft draft = new EventDraft(late.raw(), 10_000, 100_000);
                    draft.reset(late);
                    store.append(
                            draft.set(Event.ID, "late" + seen.get()).freeze().get(0));
                    store.refresh();
                    store.commit(seen.get());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            return true;
        });
        List<String> ids = found.stream().map(Event::id).toList();
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids).containsSubsequence(before.stream().map(Event::id).toList());
    }

    @Test
    void a_cancelled_scan_stops_and_says_so() throws IOException {
        for (int i = 0; i < 3_000; i++) {
            add(at(RandomEvents.NOON.plusMillis(i), "e" + i));
        }
        store.refresh();
        AtomicInteger taken = new AtomicInteger();
        ScanControl afterSome = new ScanControl() {
            @Override
            public boolean cancelled() {
                return taken.get() > 100;
            }

            @Override
            public void progress(ScanProgress progress) {}
        };
        assertThat(store.scan(ClientScope.ALL, ALL, null, afterSome, event -> taken.incrementAndGet() > 0))
                .isEqualTo(ScanEnd.CANCELLED);
        assertThat(taken.get()).isBetween(101, 2_000);
        taken.set(0);
        assertThat(store.sweep(ClientScope.ALL, ALL, List.of(USER), afterSome, row -> taken.incrementAndGet() > 0))
                .isEqualTo(ScanEnd.CANCELLED);
        assertThat(taken.get()).isBetween(101, 2_000);
    }

    @Test
    void progress_counts_slices_documents_and_events() throws IOException {
        random(400, "acme", "umbrella");
        AtomicReference<ScanProgress> last = new AtomicReference<>();
        ScanControl watched = new ScanControl() {
            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void progress(ScanProgress progress) {
                last.set(progress);
            }
        };
        store.scan(ClientScope.ALL, ALL, null, watched, event -> true);
        ScanProgress done = last.get();
        assertThat(done.found()).isEqualTo(400);
        assertThat(done.looked()).isEqualTo(400);
        assertThat(done.documents()).isEqualTo(400);
        assertThat(done.slicesDone()).isEqualTo(done.slices());
        assertThat(done.share()).isEqualTo(1);
        store.sweep(ClientScope.ALL, ALL, List.of(USER), watched, row -> true);
        assertThat(last.get()).isEqualTo(done);
    }

    @Test
    void a_sweep_reads_the_same_values_as_the_events_have() throws IOException {
        random(500, "acme", "umbrella");
        List<Field> columns = new ArrayList<>(RandomEvents.all());
        columns.add(Event.ID);
        columns.add(Event.TIMESTAMP);
        columns.add(SearchPlan.RAW);
        Set<List<Object>> expected = new HashSet<>();
        for (Event event : events) {
            List<Object> row = new ArrayList<>();
            for (Field field : columns) {
                row.add(new HashSet<>(
                        field == Event.TIMESTAMP
                                ? List.of(event.timestamp())
                                : field == SearchPlan.RAW ? List.of(event.raw().text()) : event.values(field)));
            }
            expected.add(row);
        }
        Set<List<Object>> swept = new HashSet<>();
        store.sweep(ClientScope.ALL, ALL, columns, ScanControl.NONE, values -> {
            List<Object> row = new ArrayList<>();
            for (Object value : values) {
                row.add(new HashSet<>(value == null ? List.of() : value instanceof List<?> l ? l : List.of(value)));
            }
            return swept.add(row);
        });
        assertThat(swept).isEqualTo(expected);
    }

    @Test
    void a_cursor_is_text_and_back() {
        EventCursor cursor = new EventCursor(Instant.parse("2026-05-04T10:00:00.000000001Z"), "00ff-2");
        assertThat(EventCursor.parse(cursor.text())).isEqualTo(cursor);
        assertThat(EventCursor.parse("yesterday/1")).isNull();
        assertThat(EventCursor.parse("")).isNull();
    }
}
