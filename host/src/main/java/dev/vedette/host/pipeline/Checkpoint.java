package dev.vedette.host.pipeline;

import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.store.EventStore;
import java.io.IOException;

/**
 * Makes durable what the pipeline did, then lets the journal go: offenses and ledger first, the index with the journal's
 * position last, so that a crash in between only replays, never loses.
 */
public final class Checkpoint {
    private final Pipeline pipeline;
    private final EventStore store;
    private final OffenseEngine offenses;
    private final LedgerBook ledger;
    private final Journal journal;
    private volatile boolean failing;

    public Checkpoint(Pipeline pipeline, EventStore store, OffenseEngine offenses, LedgerBook ledger, Journal journal) {
        this.pipeline = pipeline;
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.journal = journal;
    }

    /** Does it once; called at a steady pace, and a last time when the host stops. */
    public synchronized void run() throws IOException {
        boolean done = false;
        try {
            long position = pipeline.settledPosition();
            offenses.flush();
            ledger.keep();
            store.commit(position);
            offenses.committed(store.committedPosition());
            journal.release(store.committedPosition());
            done = true;
        } finally {
            failing = !done;
        }
    }

    /** Whether the last one failed: nothing is lost then, but the journal grows. */
    public boolean isFailing() {
        return failing;
    }
}
