package dev.vedette.host.pipeline;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.LedgerTable;
import java.time.Instant;
import java.util.List;

/** The ledger by client, source and minute, as of now: what is still in memory is written before a question is answered. */
public final class LedgerBook {
    private final Ledger ledger;
    private final LedgerTable table;

    public LedgerBook(Ledger ledger, LedgerTable table) {
        this.ledger = ledger;
        this.table = table;
    }

    /** Writes what was counted since the last time. What cannot be written stays counted for the next time. */
    public synchronized void keep() {
        List<LedgerMinute> rows = ledger.drain();
        boolean kept = false;
        try {
            table.add(rows);
            kept = true;
        } finally {
            if (!kept) {
                ledger.takeBack(rows);
            }
        }
    }

    /** A row for each client, source and minute of a time, in the order of time. */
    public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
        keep();
        return table.read(scope, from, to);
    }

    /** The sums over a time for each client and source. */
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        keep();
        return table.sums(scope, from, to);
    }
}
