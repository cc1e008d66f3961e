package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Instant;
import java.util.List;

/** What the API needs of the ledger on disk. */
public interface LedgerHistory {
    /** A row for each client, source and minute of a time, in the order of time. */
    List<LedgerMinute> read(ClientScope scope, Instant from, Instant to);

    /** What was ever counted, for each client. */
    List<LedgerMinute> totals(ClientScope scope);

    /** The sums over a time for each client and source. */
    List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to);
}
