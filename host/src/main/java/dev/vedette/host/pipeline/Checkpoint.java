package dev.vedette.host.pipeline;

import dev.vedette.host.backup.Backups;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.LedgerMinute;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * Makes durable what the pipeline did, then lets the journal go. The order is offenses, index, ledger: the ledger's mark,
 * which is written in one transaction with its counts, is the one position that a restart goes by. What stands in the
 * index from there on is cut away and comes again; offenses know their findings again.
 */
public final class Checkpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pipeline pipeline;
    private final EventStore store;
    private final OffenseEngine offenses;
    private final Ledger ledger;
    private final LedgerBook book;
    private final SourceMarks marks;
    private final Journal journal;
    private final Tap tap;
    private volatile boolean failing;

    public Checkpoint(
            Pipeline pipeline,
            EventStore store,
            OffenseEngine offenses,
            Ledger ledger,
            LedgerBook book,
            SourceMarks marks,
            Journal journal,
            Tap tap) {
        this.pipeline = pipeline;
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.book = book;
        this.marks = marks;
        this.journal = journal;
        this.tap = tap;
    }

    /** Does it once; called at a steady pace, and a last time when the host stops. */
    public synchronized void run() throws IOException {
        boolean done = false;
        try {
            ledger.beginChapter(store.committedPosition());
            long settled = pipeline.awaitSettled(ledger.last().from(), PATIENCE);
            Ledger.Chapter end = ledger.lastUpTo(settled);
            tap.force(); // before the commit: what is below it does not come again
            Map<Long, LedgerMinute> revived = ledger.revived(); // before the commit, which makes their events durable
            offenses.flush();
            store.commit(Math.min(settled, end.from()));
            if (end.from() <= settled) { // else an earlier run has counted all this
                book.keep(end, revived);
            }
            offenses.committed(Math.min(settled, end.from()));
            marks.keep();
            journal.release(Math.min(settled, end.from()));
            done = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the host ends; what is not durable is in the journal
        } finally {
            failing = !done;
        }
    }

    /** Does one, then some work before which no other is done. */
    public synchronized void during(Backups.Work work) throws IOException {
        run();
        work.run();
    }

    /** Whether the last one failed: nothing is lost then, but the journal grows. */
    public boolean isFailing() {
        return failing;
    }
}
