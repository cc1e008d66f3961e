package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneEventStoreTest {
    private static final Condition ALL = new Condition.Everything();
    private static final SearchPlan TEN = SearchPlan.of(ALL, 10);
    private static final Field USER = Field.of("user.name");

    @TempDir
    Path folder;

    @TempDir
    Path temp;

    private LuceneEventStore open() throws IOException {
        return LuceneEventStore.open(folder, StoreSettings.defaults().withRamBytes(8 << 20), Clock.systemUTC());
    }

    private static void same(Event found, Event stored) {
        assertThat(found).isEqualTo(stored);
        assertThat(found.raw().bytes()).isEqualTo(stored.raw().bytes());
        assertThat(found.raw().receivedAt()).isEqualTo(stored.raw().receivedAt());
        assertThat(found.raw().origin())
                .usingRecursiveComparison()
                .isEqualTo(stored.raw().origin());
        assertThat(found.logSources()).isEqualTo(stored.logSources());
    }

    static Event event(Event like, String id, Instant time) {
        EventDraft draft = new EventDraft(like.raw());
        draft.set(Event.ID, id).timestamp(time).set(USER, "Root");
        return draft.freeze().get(0);
    }

    @Test
    void what_comes_back_equals_what_was_stored() throws IOException {
        RandomEvents random = new RandomEvents(42);
        List<Event> stored = new ArrayList<>();
        try (LuceneEventStore store = open()) {
            for (int i = 0; i < 2_000; i++) {
                stored.add(random.next());
                store.append(stored.get(i));
                if (i % 300 == 0) {
                    store.refresh();
                }
            }
            store.commit(7);
        }
        try (LuceneEventStore store = open()) {
            assertThat(store.committedPosition()).isEqualTo(7);
            for (Event event : stored) {
                Event found = store.get(ClientScope.ALL, event.id());
                assertThat(found).as(event.id()).isNotNull();
                same(found, event);
            }
            SearchResult all = store.search(ClientScope.ALL, SearchPlan.of(ALL, 10_000));
            assertThat(all.total()).isEqualTo(2_000);
            assertThat(all.events()).hasSize(2_000);
            assertThat(all.events().stream().map(Event::timestamp)).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    void records_of_many_blocks_come_back_whole() throws IOException {
        Event like = new RandomEvents(12).next();
        List<Event> stored = new ArrayList<>();
        try (LuceneEventStore store = open()) {
            for (int i = 0; i < 12; i++) {
                byte[] bytes = new byte[i % 3 == 0 ? 50 : 300_000];
                new Random(i).nextBytes(bytes);
                EventDraft draft = new EventDraft(
                        new RawRecord(bytes, like.raw().receivedAt(), like.raw().origin()));
                draft.set(Event.ID, "id" + i).timestamp(RandomEvents.NOON.minusSeconds(i));
                stored.add(draft.freeze().get(0));
                store.append(stored.get(i));
            }
            store.refresh();
            for (int round = 0; round < 2; round++) {
                List<Event> found =
                        store.search(ClientScope.ALL, SearchPlan.of(ALL, 20)).events();
                assertThat(found).hasSize(12);
                for (int i = 0; i < 12; i++) {
                    same(found.get(i), stored.get(i));
                }
            }
        }
    }

    @Test
    void a_scope_never_sees_another_clients_events() throws IOException {
        RandomEvents random = new RandomEvents(1);
        try (LuceneEventStore store = open()) {
            Event ours = event(random.next("ours"), "1", RandomEvents.NOON);
            Event theirs = event(random.next("The irs/.."), "2", RandomEvents.NOON);
            store.append(ours);
            store.append(theirs);
            store.refresh();
            ClientScope scope = ClientScope.of("ours");
            assertThat(store.search(scope, TEN).events()).containsExactly(ours);
            assertThat(store.count(scope, TEN)).isEqualTo(1);
            assertThat(store.get(scope, "2")).isNull();
            assertThat(store.get(ClientScope.of("The irs/.."), "2")).isEqualTo(theirs);
            assertThat(store.top(scope, TEN, USER, 10)).containsExactly(new TermCount("Root", 1));
            assertThat(store.histogram(scope, TEN, Duration.ofHours(1)))
                    .containsExactly(new TimeCount(RandomEvents.NOON, 1));
            assertThat(store.search(ClientScope.of(), TEN).total()).isZero();
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(2);
            assertThat(store.statistics().perClient()).containsOnlyKeys("ours", "The irs/..");
        }
    }

    @Test
    void replaying_after_a_crash_gives_every_event_once_though_slices_committed_at_different_moments()
            throws IOException {
        RandomEvents random = new RandomEvents(2);
        Event like = random.next();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(event(like, "id" + (100 + i), RandomEvents.NOON.minus(Duration.ofHours(i))));
        }
        LuceneEventStore crashed = open();
        for (int i = 0; i < 30; i++) {
            crashed.append(events.get(i));
        }
        crashed.commit(30);
        for (int i = 30; i < 60; i++) {
            crashed.append(events.get(i));
        }
        // Some slices get to their next commit, then the power goes.
        crashed.commitSomeForTest(2);
        Path copy = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-copy"));
        copy(folder, copy);
        crashed.close();
        try (LuceneEventStore store = LuceneEventStore.open(copy, StoreSettings.defaults(), Clock.systemUTC())) {
            assertThat(store.committedPosition()).isEqualTo(30);
            store.rollBack("id130", 30);
            for (int i = 30; i < 59; i++) {
                // A parser that has changed gives one of them another time, and leaves the last one out.
                store.append(i == 58 ? event(like, "id158", RandomEvents.NOON) : events.get(i));
            }
            store.commit(60);
            store.refresh();
            SearchResult all = store.search(ClientScope.ALL, SearchPlan.of(ALL, 100));
            assertThat(all.events().stream().map(Event::id)).hasSize(59).doesNotHaveDuplicates();
            assertThat(store.get(ClientScope.ALL, "id158").timestamp()).isEqualTo(RandomEvents.NOON);
            assertThat(store.get(ClientScope.ALL, "id159")).isNull();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.equals(from)) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
    }

    @Test
    void a_damaged_slice_is_set_aside_by_name_and_the_rest_serves() throws IOException {
        Event like = new RandomEvents(3).next();
        try (LuceneEventStore store = open()) {
            store.append(event(like, "1", RandomEvents.NOON));
            store.append(event(like, "2", RandomEvents.NOON.minus(Duration.ofDays(1))));
            store.commit(1);
        }
        Path slice = folder.resolve("acme").resolve("2026-05-04");
        try (Stream<Path> files = Files.list(slice)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("segments_")) {
                    Files.write(file, new byte[] {1, 2, 3});
                }
            }
        }
        try (LuceneEventStore store = open()) {
            assertThat(store.search(ClientScope.ALL, TEN).events().stream().map(Event::id))
                    .containsExactly("2");
            assertThat(store.statistics().damaged())
                    .singleElement()
                    .asString()
                    .contains("2026-05-04.damaged")
                    .contains("rebuilt");
            assertThat(folder.resolve("acme").resolve("2026-05-04.damaged")).isDirectory();
            store.append(event(like, "3", RandomEvents.NOON));
            store.refresh();
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(2);
        }
        try (LuceneEventStore store = open()) {
            assertThat(store.statistics().damaged()).hasSize(1);
        }
    }

    @Test
    void a_slice_that_the_disk_stopped_holds_every_later_commit_back_until_the_disk_is_mended() throws IOException {
        RandomEvents random = new RandomEvents(11);
        Event first = event(random.next(), "1", RandomEvents.NOON);
        Event second = event(first, "2", RandomEvents.NOON);
        try (LuceneEventStore store = open()) {
            store.append(first);
            store.commit(3);
            store.append(second);
            breakFoldersBelow(folder);
            assertThatThrownBy(() -> store.commit(5)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.commit(6))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("come again from the journal");
            assertThat(store.committedPosition()).isEqualTo(3);
            assertThat(store.needsRollBack()).isTrue();
            store.search(ClientScope.ALL, TEN); // still answers, from what was visible
            assertThatThrownBy(() -> store.rollBack("2", 3)).isInstanceOf(IOException.class);
            assertThat(store.needsRollBack()).isTrue();
            mendFoldersBelow(folder);
            store.rollBack("2", 3);
            assertThat(store.needsRollBack()).isFalse();
            store.append(second);
            store.commit(6);
            store.refresh();
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(2);
        }
        assertThat(CommitFile.read(folder).position()).isEqualTo(6);
    }

    @Test
    void a_commit_tried_again_after_its_chain_found_no_room_holds_what_came_meanwhile() throws IOException {
        Path crashed = Files.createDirectory(temp.resolve("crashed"));
        Event first = event(new RandomEvents(12).next(), "1", RandomEvents.NOON);
        try (LuceneEventStore store = open()) {
            store.append(first);
            store.slices().all().getFirst().prepareForTest(1, 3);
            store.append(event(first, "2", RandomEvents.NOON));
            store.commit(5);
            copy(folder, crashed);
        }
        try (LuceneEventStore store = LuceneEventStore.open(crashed, StoreSettings.defaults(), Clock.systemUTC())) {
            assertThat(store.committedPosition()).isEqualTo(5);
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(2);
            store.verify(
                    ClientScope.ALL,
                    Instant.MIN,
                    Instant.MAX,
                    verdict -> assertThat(verdict.intact()).isTrue());
        }
    }

    private static void mendFoldersBelow(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder, 2)) {
            for (Path gone :
                    below.filter(path -> path.toString().endsWith(".gone")).toList()) {
                Path slice = Path.of(gone.toString().replace(".gone", ""));
                Files.delete(slice);
                Files.move(gone, slice);
            }
        }
    }

    @Test
    void events_that_go_with_a_damaged_slice_before_they_were_durable_come_again_from_the_journal() throws IOException {
        RandomEvents random = new RandomEvents(12);
        Event first = random.next();
        Event second = event(first, "second", first.timestamp());
        try (LuceneEventStore store = open()) {
            store.append(first);
            store.commit(3);
            store.append(second);
            try (Stream<Path> below = Files.walk(folder, 2)) {
                for (Path slice : below.filter(path -> folder.relativize(path).getNameCount() == 2)
                        .toList()) {
                    Files.move(slice, temp.resolve(slice.getFileName()));
                }
            }
            store.search(ClientScope.ALL, TEN);
            assertThatThrownBy(() -> store.commit(5)).hasMessageContaining("come again");
            assertThat(store.committedPosition()).isEqualTo(3);
            store.rollBack("second", 3);
            store.append(second);
            store.commit(5);
            assertThat(store.get(ClientScope.ALL, "second")).isEqualTo(second);
        }
    }

    /** Puts a file where each slice's folder is: whatever Lucene writes there fails. */
    private static void breakFoldersBelow(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder, 2)) {
            for (Path slice : below.filter(path -> folder.relativize(path).getNameCount() == 2)
                    .filter(Files::isDirectory)
                    .toList()) {
                Files.move(slice, slice.resolveSibling(slice.getFileName() + ".gone"));
                Files.createFile(slice);
            }
        }
    }

    @Test
    void two_hosts_do_not_share_a_folder() throws IOException {
        LuceneEventStore store = open();
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another host uses this folder");
        store.close();
        open().close();
    }

    @Test
    void times_far_off_go_to_a_slice_of_the_day_of_receipt_and_are_found() throws IOException {
        Event like = new RandomEvents(4).next();
        Instant received = like.raw().receivedAt();
        Instant[] times = {
            Instant.EPOCH,
            Instant.MAX,
            Instant.MIN,
            received.plus(Duration.ofDays(2)),
            received.plus(Duration.ofHours(1))
        };
        try (LuceneEventStore store = open()) {
            for (int i = 0; i < times.length; i++) {
                store.append(event(like, "id" + i, times[i]));
            }
            store.commit(1);
            try (Stream<Path> slices = Files.list(folder.resolve("acme"))) {
                assertThat(slices.map(path -> path.getFileName().toString()))
                        .containsExactlyInAnyOrder("2026-05-04", "odd-2026-05-04");
            }
            assertThat(store.search(ClientScope.ALL, TEN).events().stream().map(Event::id))
                    .containsExactly("id1", "id3", "id4", "id0", "id2");
            SearchPlan seventies = new SearchPlan(ALL, Instant.EPOCH, Instant.EPOCH.plusSeconds(1), 10);
            assertThat(store.search(ClientScope.ALL, seventies).events().stream()
                            .map(Event::id))
                    .containsExactly("id0");
            SearchPlan days = new SearchPlan(ALL, received, received.plus(Duration.ofDays(3)), 1);
            assertThat(store.search(ClientScope.ALL, days).events().stream().map(Event::id))
                    .containsExactly("id3");
        }
    }

    @Test
    void few_slices_are_open_at_once_and_a_closed_one_opens_again() throws IOException {
        StoreSettings settings = StoreSettings.defaults().withMaxOpenSlices(2).withSliceLength(Duration.ofHours(1));
        Event like = new RandomEvents(5).next();
        try (LuceneEventStore store = LuceneEventStore.open(folder, settings, Clock.systemUTC())) {
            for (int i = 0; i < 50; i++) {
                store.append(event(like, "id" + i, RandomEvents.NOON.minus(Duration.ofMinutes(20 * i))));
                store.commit(i);
            }
            assertThat(store.openSlices()).isLessThanOrEqualTo(2);
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(50);
            store.append(event(like, "late", RandomEvents.NOON));
            store.refresh();
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(51);
            assertThat(store.statistics().all().events()).isEqualTo(51);
            assertThat(store.statistics().all().slices()).isEqualTo(18);
        }
    }

    @Test
    void a_disk_that_is_nearly_full_takes_nothing_and_goes_on_when_there_is_room() throws IOException {
        Event like = new RandomEvents(7).next();
        StoreSettings settings = StoreSettings.defaults().withMinFreeBytes(Long.MAX_VALUE);
        try (LuceneEventStore store = LuceneEventStore.open(folder, settings, Clock.systemUTC())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.append(event(like, "1", RandomEvents.NOON)))
                        .isInstanceOf(StoreFullException.class)
                        .hasMessageContaining("store.minFreeBytes");
            }
            assertThat(store.count(ClientScope.ALL, TEN)).isZero();
        }
    }

    @Test
    void four_threads_append_while_others_commit_and_search() throws Exception {
        Event like = new RandomEvents(8).next();
        StoreSettings settings = StoreSettings.defaults()
                .withMaxOpenSlices(3)
                .withRamBytes(2 << 20)
                .withRefresh(Duration.ZERO)
                .withSliceLength(Duration.ofHours(1));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (LuceneEventStore store = LuceneEventStore.open(folder, settings, Clock.systemUTC())) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int name = t;
                threads.add(Thread.ofPlatform()
                        .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                        .start(() -> appendMany(store, like, name)));
            }
            long before = 0;
            for (int round = 1; threads.stream().anyMatch(Thread::isAlive); round++) {
                store.commit(round);
                long now = store.count(ClientScope.ALL, TEN);
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
                store.search(ClientScope.ALL, TEN);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            store.refresh();
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(4 * 1_500);
        }
        try (LuceneEventStore store = open()) {
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(4 * 1_500);
        }
    }

    private static void appendMany(LuceneEventStore store, Event like, int name) {
        for (int i = 0; i < 1_500; i++) {
            try {
                store.append(event(like, name + "-" + i, RandomEvents.NOON.minusSeconds(20L * i)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_page_that_ends_within_a_second_of_many_events_is_continued_behind_its_last_one() throws IOException {
        Event like = new RandomEvents(7).next();
        try (LuceneEventStore store = open()) {
            for (int i = 0; i < 30; i++) {
                store.append(event(like, "id" + (10 + i), RandomEvents.NOON.plusSeconds(i < 3 ? 1 : 0)));
                if (i % 7 == 0) {
                    store.commit(i + 1);
                }
            }
            store.commit(30);
            store.refresh();
            List<String> seen = new ArrayList<>();
            List<Event> page = store.search(ClientScope.ALL, TEN).events();
            assertThat(page).hasSize(10);
            page.forEach(event -> seen.add(event.id()));
            store.scan(ClientScope.ALL, TEN, EventCursor.after(page.getLast()), ScanControl.NONE, event -> {
                seen.add(event.id());
                return true;
            });
            assertThat(seen).hasSize(30).doesNotHaveDuplicates();
        }
    }

    @Test
    void totals_are_exact_up_to_ten_thousand_and_the_page_is_the_newest() throws IOException {
        Event like = new RandomEvents(6).next();
        try (LuceneEventStore store = open()) {
            for (int i = 0; i < 25_000; i++) {
                store.append(event(like, "id" + i, RandomEvents.NOON.minus(Duration.ofSeconds(10L * i))));
            }
            store.commit(1);
            store.refresh();
            SearchResult found = store.search(ClientScope.ALL, SearchPlan.of(ALL, 3));
            assertThat(found.events().stream().map(Event::id)).containsExactly("id0", "id1", "id2");
            assertThat(found.totalExact()).isFalse();
            assertThat(found.total()).isGreaterThan(10_000).isLessThanOrEqualTo(25_000);
            assertThat(store.count(ClientScope.ALL, TEN)).isEqualTo(25_000);
            SearchPlan hours =
                    new SearchPlan(ALL, RandomEvents.NOON.minus(Duration.ofSeconds(99_990)), RandomEvents.NOON, 5);
            SearchResult some = store.search(ClientScope.ALL, hours);
            assertThat(some.totalExact()).isTrue();
            assertThat(some.total()).isEqualTo(9_999);
            assertThat(some.events().get(0).id()).isEqualTo("id1");
        }
    }
}
