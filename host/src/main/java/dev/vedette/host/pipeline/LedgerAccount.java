package dev.vedette.host.pipeline;

import dev.vedette.host.store.state.LedgerMinute;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** The counters of everything since the data folder began. Thread-safe. */
final class LedgerAccount {
    final LongAdder received = new LongAdder();
    final LongAdder indexed = new LongAdder();
    final Reasons filtered = new Reasons();
    final Reasons deadLettered = new Reasons();
    final Reasons dropped = new Reasons();

    LedgerTotals totals(long pending) {
        SortedMap<String, Long> filteredBy = filtered.counts();
        SortedMap<String, Long> deadLetteredBy = deadLettered.counts();
        SortedMap<String, Long> droppedBy = dropped.counts();
        return new LedgerTotals(
                received.sum(),
                indexed.sum(),
                sum(filteredBy),
                sum(deadLetteredBy),
                sum(droppedBy),
                pending,
                filteredBy,
                deadLetteredBy,
                droppedBy);
    }

    void add(LedgerMinute minute) {
        received.add(minute.received());
        indexed.add(minute.indexed());
        minute.filtered().forEach(filtered::add);
        minute.deadLettered().forEach(deadLettered::add);
        minute.dropped().forEach(dropped::add);
    }

    /** Takes back the ends that some records came to; that they were received stands. */
    void subtractSettled(LedgerMinute minute) {
        indexed.add(-minute.indexed());
        minute.filtered().forEach((reason, records) -> filtered.add(reason, -records));
        minute.deadLettered().forEach((reason, records) -> deadLettered.add(reason, -records));
        minute.dropped().forEach((reason, records) -> dropped.add(reason, -records));
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts by reason. Reasons are constants of parsers and host, not content: few. */
    static final class Reasons {
        private static final int MAX_REASONS = 200;

        private final ConcurrentMap<String, LongAdder> byReason = new ConcurrentHashMap<>();

        void add(String reason, long records) {
            String key = byReason.size() < MAX_REASONS || byReason.containsKey(reason) ? reason : "other";
            byReason.computeIfAbsent(key, r -> new LongAdder()).add(records);
        }

        SortedMap<String, Long> counts() {
            SortedMap<String, Long> counts = new TreeMap<>();
            byReason.forEach((reason, count) -> counts.put(reason, count.sum()));
            return counts;
        }
    }
}
