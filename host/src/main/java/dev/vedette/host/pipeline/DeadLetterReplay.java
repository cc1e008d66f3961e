package dev.vedette.host.pipeline;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterFilter;
import dev.vedette.host.store.state.DeadLetterTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes dead letters through the present parsers and rules. That a record is to be replayed is noted in its row before
 * anything is done, and the row goes in the transaction that counts its other end: whatever happens in between, the
 * replay is done again and comes to the same, for ids of events derive from the position of the record.
 */
public final class DeadLetterReplay {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplay.class);
    private static final int BATCH = 256;

    private final DeadLetterTable deadLetters;
    private final Pipeline pipeline;
    private final EventStore store;
    private final OffenseEngine offenses;
    private final Ledger ledger;
    private final Checkpoint checkpoint;
    private final Clock clock;
    private final AtomicBoolean due = new AtomicBoolean(true); // an earlier run may have left some
    private final AtomicLong replayed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /**
     * What became of a replay.
     *
     * @param found how many were meant
     * @param replayed how many are indexed, or left out on purpose, now
     * @param failed how many were abandoned again
     */
    public record Result(long found, long replayed, long failed) {}

    public DeadLetterReplay(
            DeadLetterTable deadLetters,
            Pipeline pipeline,
            EventStore store,
            OffenseEngine offenses,
            Ledger ledger,
            Checkpoint checkpoint,
            Clock clock) {
        this.deadLetters = deadLetters;
        this.pipeline = pipeline;
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.checkpoint = checkpoint;
        this.clock = clock;
    }

    /**
     * Replays those of a filter, and waits for it.
     *
     * @param limit the most, the latest first
     * @throws IOException if the store cannot write: what is not done is done later
     */
    public synchronized Result replay(ClientScope scope, DeadLetterFilter filter, int limit) throws IOException {
        List<Long> positions = deadLetters.list(scope, filter, Long.MAX_VALUE, limit).stream()
                .map(DeadLetter::position)
                .toList();
        long before = replayed.get();
        long failedBefore = failed.get();
        deadLetters.replaying(positions);
        due.set(true);
        finish();
        return new Result(positions.size(), replayed.get() - before, failed.get() - failedBefore);
    }

    /** Does what an interruption has left; nothing if there was none. Called now and then. */
    public synchronized void resume() {
        try {
            finish();
        } catch (IOException e) {
            LOG.warn("dead letters cannot be replayed yet ({}); it is tried again", e.toString());
        }
    }

    /** After a roll-back of the store: what was replayed and not yet kept is to be replayed again. */
    public void again() {
        due.set(true);
    }

    private void finish() throws IOException {
        boolean done = !due.getAndSet(false);
        try {
            while (!done) {
                checkpoint.run(); // what is revived goes from the table, so that nothing is revived twice
                List<DeadLetter> letters = deadLetters.unfinished(BATCH);
                done = letters.isEmpty();
                if (!done) {
                    batch(letters);
                }
            }
        } finally {
            if (!done) {
                due.set(true);
            }
        }
    }

    private void batch(List<DeadLetter> letters) throws IOException {
        RevivalOutlet outlet = new RevivalOutlet(letters, store, offenses, ledger, deadLetters, checkpoint, clock);
        WorkerSlot lane = pipeline.slot("dead-letters", outlet);
        lane.start();
        try {
            lane.put(letters.stream()
                    .map(letter -> new JournaledRecord(letter.position(), letter.record()))
                    .toList());
            lane.stop();
            while (!lane.awaitEnd(Duration.ofMinutes(1).toMillis())) {
                LOG.info("dead letters are being replayed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while dead letters were replayed; it goes on at the next start", e);
        }
        replayed.addAndGet(outlet.replayed());
        failed.addAndGet(outlet.failed());
        outlet.requireDone();
    }

    /** How many came to another end since the start. */
    public long replayed() {
        return replayed.get();
    }
}
