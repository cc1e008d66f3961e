package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.source.SilentSources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path temp;

    @Test
    void an_event_that_was_added_before_the_disk_failed_is_there_once_after_the_next_try() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        try (StateStore state = StateStore.open(temp.resolve("state"));
                LuceneEventStore store =
                        LuceneEventStore.open(temp.resolve("events"), StoreSettings.defaults(), CLOCK)) {
            Ledger ledger = new Ledger(() -> 0);
            Clients clients = Clients.of(List.of());
            Watermark watermark = new Watermark(0);
            Publisher publisher = new Publisher(
                    failingOnceAfterAdding(store, tries),
                    new OffenseEngine(state.offenses(), clients, OffenseSettings.DEFAULTS, CLOCK),
                    ledger,
                    state.deadLetters(),
                    SilentSources.of(state),
                    Tap.NONE,
                    watermark,
                    CLOCK);
            RawRecord raw = new RawRecord(
                    "hello".getBytes(StandardCharsets.UTF_8),
                    CLOCK.instant(),
                    Origin.of("default", "test").build());
            Event event = new EventDraft(raw)
                    .set(Event.ID, "e1")
                    .timestamp(raw.receivedAt())
                    .freeze()
                    .get(0);
            watermark.began(7, 8, 1);

            boolean published = publisher.publish(
                    new Finished.Indexable(List.of(new JournaledRecord(7, raw)), List.of(event), List.of()), false);

            assertThat(published).isTrue();
            assertThat(tries).hasValue(2);
            assertThat(store.count(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 0)))
                    .isEqualTo(1);
            assertThat(ledger.totals().indexed()).isEqualTo(1);
        }
    }

    private static EventStore failingOnceAfterAdding(EventStore store, AtomicInteger tries) {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().startsWith("append") && tries.incrementAndGet() == 1) {
                        throw new IOException("the disk failed while another slice was written out");
                    }
                    return answer;
                });
    }
}
