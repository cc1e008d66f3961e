package dev.vedette.host.pipeline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the raw records taken in.
 *
 * @param pending inside the host right now, asked of the queues that hold them
 * @param filteredBy {@code filtered} by reason
 * @param deadLetteredBy {@code deadLettered} by reason
 * @param droppedBy {@code dropped} by reason
 */
public record LedgerTotals(
        long received,
        long indexed,
        long filtered,
        long deadLettered,
        long dropped,
        long pending,
        SortedMap<String, Long> filteredBy,
        SortedMap<String, Long> deadLetteredBy,
        SortedMap<String, Long> droppedBy) {
    public LedgerTotals {
        filteredBy = Collections.unmodifiableSortedMap(new TreeMap<>(filteredBy));
        deadLetteredBy = Collections.unmodifiableSortedMap(new TreeMap<>(deadLetteredBy));
        droppedBy = Collections.unmodifiableSortedMap(new TreeMap<>(droppedBy));
    }

    /** How many records reached their end. */
    public long settled() {
        return indexed + filtered + deadLettered + dropped;
    }

    /** What nobody can account for; other than zero, and staying so, is a bug of the host. */
    public long residue() {
        return received - settled() - pending;
    }
}
