package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.flow.Exporters;
import dev.vedette.host.flow.FlowSettings;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.source.SilentSources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** A pipeline between a real journal and a real store, whose appends a test can make fail. */
final class RealPipeline implements AutoCloseable {
    private static final SearchPlan ALL =
            new SearchPlan(new Condition.Everything(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), 0);

    /** Called before an event is appended; what it throws the store throws. */
    interface BeforeAppend {
        void append(Event event) throws IOException;
    }

    final StateStore state;
    final Journal journal;
    final Ledger ledger;
    final ResidueAlarm alarm;
    final Pipeline pipeline;
    final LedgerBook book;
    final Checkpoint checkpoint;
    final Recovery recovery;
    private final Clock clock;
    private final PackGuard guard = new PackGuard();
    final LuceneEventStore store;

    RealPipeline(Path folder, Supplier<PipelineContent> content, BeforeAppend before) throws IOException {
        this(folder, content, before, Clock.systemUTC());
    }

    RealPipeline(Path folder, Supplier<PipelineContent> content, BeforeAppend before, Clock clock) throws IOException {
        this.clock = clock;
        Clients clients = Clients.of(List.of());
        state = StateStore.open(folder.resolve("state"));
        store = LuceneEventStore.open(folder.resolve("events"), StoreSettings.defaults(), clock);
        journal = Journal.open(folder.resolve("journal"), JournalSettings.defaults(), clock);
        FlowSettings flows = FlowSettings.of(Set.of());
        PipelineSettings settings = new PipelineSettings(2, 16, 1, 100, 1_000, Duration.ofSeconds(10));
        ledger = new Ledger(this::pending);
        OffenseEngine offenses = new OffenseEngine(state.offenses(), clients, OffenseSettings.DEFAULTS, clock);
        LedgerMark meeting = Recovery.meeting(store, state.ledger());
        Recovery.cut(store, state.deadLetters(), meeting, journal.nextPosition());
        ledger.restore(state.ledger(), meeting);
        SourceMarks marks = new SourceMarks(state.marks(), journal::nextPosition);
        alarm = new ResidueAlarm(ledger);
        pipeline = new Pipeline(
                settings,
                new PipelineParts(
                        content,
                        guard,
                        ParseSettings.defaults(),
                        flows,
                        new Exporters(flows),
                        clients,
                        watched(before),
                        offenses,
                        ledger,
                        state.deadLetters(),
                        SilentSources.of(state),
                        marks,
                        Tap.NONE,
                        origin -> false,
                        clock),
                meeting.countedBelow());
        book = new LedgerBook(ledger, state.ledger());
        checkpoint = new Checkpoint(pipeline, store, offenses, ledger, book, marks, journal, Tap.NONE);
        recovery = new Recovery(journal, store, ledger, state.deadLetters(), pipeline, checkpoint);
    }

    private long pending() {
        return journal.queued() + pipeline.pending();
    }

    private EventStore watched(BeforeAppend before) {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("append")) {
                        before.append((Event) arguments[0]);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Everything that a start does behind the opening. */
    void start() throws IOException {
        pipeline.start();
        recovery.replay(Recovery.meeting(store, state.ledger()));
        journal.consumer(pipeline::accept);
    }

    /** Offers {@code line 0}, {@code line 1} and so on. */
    void offer(int records) {
        for (int i = 0; i < records; i++) {
            offer("host-" + i % 7, "line " + i);
        }
    }

    void offer(String source, String line) {
        Origin origin = Origin.of("default", "test").source(source).build();
        RawRecord record = new RawRecord(line.getBytes(StandardCharsets.UTF_8), clock.instant(), origin);
        assertThat(new DurableIntake(journal, ledger, clock).offer(record)).isNotNull();
    }

    long stored() throws IOException {
        store.refresh();
        return store.count(ClientScope.ALL, ALL);
    }

    /** Reads the ledger as often as the alarm needs to make up its mind, and more. */
    void watchTheLedger() throws InterruptedException {
        for (int i = 0; i < 3 * ResidueAlarm.READINGS; i++) {
            alarm.check();
            Thread.sleep(10);
        }
    }

    @Override
    public void close() throws Exception {
        recovery.close();
        pipeline.giveUpIfHeldUp();
        journal.close();
        pipeline.drain(Duration.ofSeconds(10));
        store.close();
        state.close();
        guard.close();
    }
}
