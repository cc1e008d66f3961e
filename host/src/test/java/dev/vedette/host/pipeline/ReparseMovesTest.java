package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.EventMove;
import dev.vedette.host.store.HeldEvents;
import dev.vedette.host.store.LegalHold;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReparseMovesTest {
    private static final Instant TIME = Instant.now();
    private static final SearchPlan ALL =
            new SearchPlan(new Condition.Everything(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), 10);

    @TempDir
    Path folder;

    private static Event at(Instant time) {
        RawRecord raw =
                new RawRecord(new byte[] {'x'}, TIME, Origin.of("acme", "test").build());
        return new EventDraft(raw)
                .set(Event.ID, EventFinisher.eventId(1, 0))
                .timestamp(time)
                .freeze()
                .getFirst();
    }

    private LuceneEventStore open() throws IOException {
        return LuceneEventStore.open(folder.resolve("events"), StoreSettings.defaults(), Clock.systemUTC());
    }

    @Test
    void an_event_that_a_crash_left_in_two_slices_goes_from_the_older_and_one_that_never_arrived_stays()
            throws IOException {
        Event before = at(TIME);
        Event after = at(TIME.minus(Duration.ofDays(1)));
        for (boolean arrived : new boolean[] {false, true}) {
            try (StateStore state = StateStore.open(folder.resolve("state"));
                    LuceneEventStore store = open()) {
                store.appendReplayed(before);
                EventMove move = store.move(before, after);
                assertThat(move).isNotNull();
                assertThat(store.move(before, before)).isNull();
                state.moves().add(List.of(move));
                if (arrived) {
                    store.appendReplayed(after);
                }
                store.commit(2);
            }
            try (StateStore state = StateStore.open(folder.resolve("state"));
                    LuceneEventStore store = open()) {
                Reparse.finishMoves(store, state.moves());
                store.commit(2);
                store.refresh();
                assertThat(store.search(ClientScope.ALL, ALL).events())
                        .extracting(Event::timestamp)
                        .containsExactly(arrived ? after.timestamp() : before.timestamp());
                state.moves().remove(state.moves().all());
                assertThat(state.moves().all()).isEmpty();
            }
        }
    }

    @Test
    void a_hold_in_force_is_about_events_of_its_client_its_time_and_its_query() throws IOException {
        try (StateStore state = StateStore.open(folder.resolve("state"))) {
            HeldEvents held = new HeldEvents(state.holds());
            assertThat(held.holds(at(TIME))).isFalse();
            String id = EventFinisher.eventId(1, 0);
            state.holds()
                    .add(new LegalHold(
                            "case-1", "acme", "event.id:" + id, null, TIME, "court", "me", TIME, null, null));
            assertThat(held.holds(at(TIME))).isFalse();
            assertThat(held.holds(at(TIME.minusSeconds(1)))).isTrue();
            state.holds().release("case-1", "me", TIME);
            assertThat(held.holds(at(TIME.minusSeconds(1)))).isFalse();
        }
    }
}
