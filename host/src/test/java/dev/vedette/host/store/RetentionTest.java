package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditEntry;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final Instant DAY = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path folder;

    private StateStore state;
    private final List<AuditEntry> audited = new ArrayList<>();
    private Instant now = DAY;
    private Duration jumped = Duration.ZERO;
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @BeforeEach
    void open() throws IOException {
        state = StateStore.open(folder.resolve("state"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    private static StoreSettings settings(RetentionBucket... buckets) {
        return StoreSettings.defaults().withBuckets(List.of(buckets)).withMinFreeBytes(1);
    }

    private LuceneEventStore open(StoreSettings settings) throws IOException {
        return LuceneEventStore.open(folder.resolve("events"), settings, clock);
    }

    private StoreCare care(LuceneEventStore store, StoreSettings settings) {
        return new StoreCare(
                store,
                settings,
                state.holds(),
                audited::add,
                clock,
                () -> Duration.between(DAY, now).minus(jumped).toNanos());
    }

    private static Event event(String client, String id, Instant time, Instant received) {
        RawRecord raw = new RawRecord(
                ("line of " + id).getBytes(StandardCharsets.UTF_8),
                received,
                Origin.of(client, "test").build());
        return new EventDraft(raw).set(Event.ID, id).timestamp(time).freeze().get(0);
    }

    private static Event on(int day) {
        Instant time = DAY.plus(Duration.ofDays(day));
        return event("acme", "day" + day, time, time);
    }

    private static List<String> ids(LuceneEventStore store) {
        return store.search(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 1_000)).events().stream()
                .map(Event::id)
                .toList();
    }

    private static void fill(LuceneEventStore store, int days) throws IOException {
        for (int day = 0; day < days; day++) {
            store.append(on(day));
        }
        store.commit(1);
    }

    @Test
    void slices_past_the_time_of_their_bucket_go_and_it_is_written_down() throws IOException {
        StoreSettings settings = settings(
                RetentionBucket.of("long", "event.id:day1").withKeep(Duration.ofDays(300)),
                RetentionBucket.of("default", null).withKeep(Duration.ofDays(3)));
        try (LuceneEventStore store = open(settings)) {
            StoreCare care = care(store, settings);
            fill(store, 10);
            now = DAY.plus(Duration.ofDays(9));
            care.run();
            assertThat(ids(store)).containsExactly("day9", "day8", "day7", "day6", "day1");
            assertThat(care.deletedSlices()).isEqualTo(5);
            assertThat(care.deletedEvents()).isEqualTo(5);
            assertThat(folder.resolve("events/deletions.log"))
                    .content()
                    .hasLineCount(5)
                    .contains("slice 2026-05-01 events 1")
                    .contains("age: kept for PT72H");
            assertThat(store.get(ClientScope.ALL, "day0")).isNull();
            store.append(event("acme", "late", DAY, now));
            store.commit(2);
            assertThat(store.get(ClientScope.ALL, "late")).isNotNull();
        }
        try (LuceneEventStore store = open(settings)) {
            assertThat(ids(store)).hasSize(6);
        }
    }

    @Test
    void a_late_event_that_came_while_its_slice_was_to_go_keeps_the_slice() throws IOException {
        try (LuceneEventStore store = open(settings(RetentionBucket.of("default", null)))) {
            fill(store, 1);
            store.append(event("acme", "late", DAY, now));
            assertThat(store.slices().delete(store.slices().all().getFirst())).isFalse();
            store.commit(2);
            store.refresh();
            assertThat(ids(store)).containsExactlyInAnyOrder("day0", "late");
            assertThat(store.slices().delete(store.slices().all().getFirst())).isTrue();
            assertThat(ids(store)).isEmpty();
        }
    }

    @Test
    void what_is_old_and_came_today_is_kept_for_its_time_from_today() throws IOException {
        try (LuceneEventStore store = open(settings())) {
            StoreCare care = care(store, settings());
            now = DAY.plus(Duration.ofDays(400));
            store.append(event("acme", "old", DAY, now));
            store.commit(1);
            care.run();
            assertThat(ids(store)).containsExactly("old");
            now = now.plus(Duration.ofDays(31));
            care.run();
            assertThat(ids(store)).isEmpty();
        }
    }

    @Test
    void a_bucket_beyond_its_size_loses_its_oldest_slices_client_by_client() throws IOException {
        StoreSettings settings = settings(RetentionBucket.of("default", null).withMaxBytes(1));
        try (LuceneEventStore store = open(settings)) {
            fill(store, 4);
            store.append(event("other", "other", DAY, DAY));
            store.commit(2);
            care(store, settings).run();
            assertThat(ids(store)).containsExactly("day3", "other"); // the newest of each is never touched
        }
    }

    @Test
    void what_is_deleted_on_demand_goes_when_the_disk_needs_it_and_only_past_its_time() throws IOException {
        StoreSettings settings = settings(
                RetentionBucket.of("default", null).withKeep(Duration.ofDays(3)).withDelete(Deletion.ON_DEMAND));
        StoreSettings full = settings.withUpkeep(settings.upkeep().withRoomFreeBytes(Long.MAX_VALUE));
        try (LuceneEventStore store = open(settings)) {
            fill(store, 10);
            now = DAY.plus(Duration.ofDays(9));
            care(store, settings).run();
            assertThat(ids(store)).hasSize(10);
            care(store, full).run();
            assertThat(ids(store)).containsExactly("day9", "day8", "day7", "day6");
        }
    }

    @Test
    void a_legal_hold_keeps_the_slices_it_touches_until_it_is_released() throws Exception {
        StoreSettings settings = settings(RetentionBucket.of("default", null).withKeep(Duration.ofDays(1)));
        try (LuceneEventStore store = open(settings)) {
            StoreCare care = care(store, settings);
            fill(store, 6);
            store.append(event("other", "other", DAY, DAY));
            store.commit(2);
            now = DAY.plus(Duration.ofDays(30));
            assertThat(care.hold(hold("query", "acme", "event.id:day2", null, null)))
                    .isTrue();
            assertThat(care.hold(hold("time", "acme", null, DAY.plus(Duration.ofDays(4)), null)))
                    .isTrue();
            assertThat(care.hold(hold("time", null, null, null, null))).isFalse();
            care.run();
            assertThat(ids(store)).containsExactly("day5", "day4", "day2");
            assertThat(care.slices(ClientScope.ALL))
                    .extracting(SliceInfo::holds)
                    .contains(List.of("query"));
            assertThat(care.holds(ClientScope.of("other"))).isEmpty();
            assertThat(care.hold(hold("of-the-whole-host", null, null, null, null)))
                    .isTrue();
            assertThat(care.slices(ClientScope.ALL))
                    .allSatisfy(slice -> assertThat(slice.holds()).contains("of-the-whole-host"));
            assertThat(care.slices(ClientScope.of("acme")))
                    .hasSize(3)
                    .allSatisfy(slice -> assertThat(slice.holds()).hasSize(1).doesNotContain("of-the-whole-host"));
            assertThat(care.release("of-the-whole-host", "boss")).isTrue();
            assertThat(care.release("time", "boss")).isTrue();
            assertThat(care.release("time", "boss")).isFalse();
            care.run();
            assertThat(ids(store)).containsExactly("day2");
            assertThat(care.holds(ClientScope.of("acme")))
                    .filteredOn(hold -> !hold.inForce())
                    .extracting(LegalHold::releasedBy)
                    .containsExactly("boss");
            assertThat(audited).extracting(AuditEntry::action).contains(AuditAction.HOLD_SET, AuditAction.HOLD_RELEASE);
        }
    }

    private LegalHold hold(String name, String client, String query, Instant from, Instant to) {
        return new LegalHold(name, client, query, from, to, "a letter", "admin", now, null, null);
    }

    @Test
    void a_clock_that_jumps_ahead_deletes_nothing_until_it_has_held_for_a_day() throws IOException {
        StoreSettings settings = settings(RetentionBucket.of("default", null).withKeep(Duration.ofDays(30)));
        try (LuceneEventStore store = open(settings)) {
            StoreCare care = care(store, settings);
            fill(store, 3);
            jumped = Duration.ofDays(365);
            now = now.plus(jumped);
            care.run();
            now = now.plus(Duration.ofHours(23));
            care.run();
            assertThat(ids(store)).hasSize(3);
            now = now.plus(Duration.ofHours(1));
            care.run();
            assertThat(ids(store)).isEmpty();
        }
    }
}
