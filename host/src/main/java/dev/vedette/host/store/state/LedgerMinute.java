package dev.vedette.host.store.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the raw records that one source sent in one minute.
 *
 * @param minute when they were received, without seconds
 * @param filtered by reason
 * @param deadLettered by reason
 * @param dropped by reason
 */
public record LedgerMinute(
        String client,
        String source,
        Instant minute,
        long received,
        long indexed,
        SortedMap<String, Long> filtered,
        SortedMap<String, Long> deadLettered,
        SortedMap<String, Long> dropped) {
    public LedgerMinute {
        filtered = Collections.unmodifiableSortedMap(new TreeMap<>(filtered));
        deadLettered = Collections.unmodifiableSortedMap(new TreeMap<>(deadLettered));
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }

    /** How many records reached their end. */
    public long settled() {
        return indexed + sum(filtered) + sum(deadLettered) + sum(dropped);
    }

    /** Received and not settled: still under way when this was written, or lost. */
    public long residue() {
        return received - settled();
    }

    /** The sum of the counts by reason. */
    public static long sum(Map<String, Long> byReason) {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
}
