package dev.vedette.host.pipeline;

import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.DeadLetterTable;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.LedgerTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings index, ledger and dead letters back to the last position that all of them hold for good, and what came after it
 * again from the journal. A start does that after a crash; a running host does the same when a failure of the disk has
 * stopped a slice of the store, as soon as the disk takes writes again.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long RETRY_NANOS = 500_000_000;

    private final Journal journal;
    private final EventStore store;
    private final Ledger ledger;
    private final DeadLetterTable deadLetters;
    private final Pipeline pipeline;
    private final Checkpoint checkpoint;
    private volatile @Nullable String underWay;
    private volatile boolean closing;
    private final AtomicLong times = new AtomicLong();

    public Recovery(
            Journal journal,
            EventStore store,
            Ledger ledger,
            DeadLetterTable deadLetters,
            Pipeline pipeline,
            Checkpoint checkpoint) {
        this.journal = journal;
        this.store = store;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.pipeline = pipeline;
        this.checkpoint = checkpoint;
    }

    /** Where index and ledger meet: the journal is replayed from there when the host starts. */
    public static LedgerMark meeting(EventStore store, LedgerTable ledger) {
        LedgerMark mark = ledger.mark();
        long committed = store.committedPosition();
        return mark != null && mark.countedBelow() <= committed ? mark : new LedgerMark(committed, 0);
    }

    /** A position that the journal, should its folder be lost, must not begin below: those were given to records. */
    public static long given(EventStore store, LedgerTable ledger) {
        LedgerMark mark = ledger.mark();
        return mark == null ? store.committedPosition() : Math.max(mark.countedBelow(), store.committedPosition());
    }

    /**
     * Before anything else touches the store: cuts away what stands there from the meeting on.
     *
     * @param nextPosition of the journal: nothing was ever written at or above it
     */
    public static void cut(EventStore store, DeadLetterTable deadLetters, LedgerMark from, long nextPosition)
            throws IOException {
        if (nextPosition > from.countedBelow()) {
            store.rollBack(EventFinisher.eventId(from.countedBelow(), 0), from.committedFrom());
            deadLetters.forgetFrom(from.countedBelow());
        }
    }

    /** When the host starts, before the journal has its consumer: everything from the meeting on comes again. */
    public void replay(LedgerMark from) throws IOException {
        journal.replay(from.countedBelow(), batch -> {
            ledger.received(ledger.uncounted(batch));
            pipeline.accept(batch);
        });
    }

    /** Looks once whether the store has stopped, and stays until it goes on. On a thread of its own. */
    public void check() {
        if (!store.needsRollBack() || closing) {
            return;
        }
        LOG.error("A part of the event store has stopped after a failure of the disk. Senders wait until it writes"
                + " again; then what was not durable comes again from the journal.");
        underWay = "waits for the disk";
        pipeline.close();
        long until = pipeline.acceptedBelow();
        try {
            while (!closing && !attempt(until)) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        } finally {
            pipeline.open();
            underWay = null;
        }
        if (!closing) {
            times.incrementAndGet();
            LOG.warn("The event store goes on, and everything that was not durable has come again.");
        }
    }

    private boolean attempt(long until) {
        pipeline.giveUp();
        try {
            long from;
            synchronized (checkpoint) {
                Ledger.Chapter first = ledger.first();
                from = Math.min(first.from(), store.committedPosition());
                pipeline.beginAgain(from, ledger.takeBack());
                store.rollBack(EventFinisher.eventId(from, 0), from < first.from() ? 0 : first.committed());
                deadLetters.forgetFrom(from);
            }
            underWay = "the journal is read again";
            pipeline.start();
            journal.reread(from, until, this::again);
            return !store.needsRollBack();
        } catch (IOException | RuntimeException e) {
            LOG.debug("not yet", e);
            underWay = "waits for the disk: " + e.getMessage();
            return false;
        }
    }

    private boolean again(List<JournaledRecord> batch) {
        return pipeline.acceptAgain(batch) && !closing && !store.needsRollBack();
    }

    /** What it is doing, or null if there is nothing to recover. */
    public @Nullable String underWay() {
        return underWay;
    }

    /** How often a running host had to. */
    public long times() {
        return times.get();
    }

    /** Does nothing more; the next start does. */
    public void close() {
        closing = true;
        if (underWay != null) {
            pipeline.giveUp();
        }
    }
}
