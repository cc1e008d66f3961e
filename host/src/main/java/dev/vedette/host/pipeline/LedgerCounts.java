package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Counts in memory, a row for each client, source and minute of receipt. Beyond a number of rows the rest of a minute
 * share one, so that forged senders cannot fill the memory. Thread-safe.
 */
final class LedgerCounts {
    /** The most rows with a source of their own. */
    static final int MAX_ROWS = 50_000;

    static final String OTHER_SOURCES = "(other sources)";
    /** Reasons are constants of parsers and host, not content: few. */
    private static final int MAX_REASONS = 200;

    private final ConcurrentMap<Key, Row> rows = new ConcurrentHashMap<>();

    private record Key(String client, String source, long minute) {}

    /** One row; changed only inside {@code compute}, so that no count falls between the rows and what is taken of them. */
    static final class Row {
        long received;
        long indexed;
        private SortedMap<String, Long> filtered = Collections.emptySortedMap();
        private SortedMap<String, Long> deadLettered = Collections.emptySortedMap();
        private SortedMap<String, Long> dropped = Collections.emptySortedMap();

        void filtered(String reason, long records) {
            filtered = add(filtered, reason, records);
        }

        void deadLettered(String reason, long records) {
            deadLettered = add(deadLettered, reason, records);
        }

        void dropped(String reason, long records) {
            dropped = add(dropped, reason, records);
        }

        private static SortedMap<String, Long> add(SortedMap<String, Long> counts, String reason, long records) {
            SortedMap<String, Long> own = counts.isEmpty() ? new TreeMap<>() : counts;
            own.merge(own.size() < MAX_REASONS || own.containsKey(reason) ? reason : "other", records, Long::sum);
            return own;
        }

        private void add(LedgerMinute other) {
            received += other.received();
            indexed += other.indexed();
            other.filtered().forEach(this::filtered);
            other.deadLettered().forEach(this::deadLettered);
            other.dropped().forEach(this::dropped);
        }

        private LedgerMinute minute(Key key) {
            return new LedgerMinute(
                    key.client,
                    key.source,
                    Instant.ofEpochSecond(key.minute * 60),
                    received,
                    indexed,
                    filtered,
                    deadLettered,
                    dropped);
        }
    }

    void count(Origin origin, Instant at, Consumer<Row> change) {
        count(new Key(origin.client(), origin.source(), Math.floorDiv(at.getEpochSecond(), 60L)), change);
    }

    private void count(Key wanted, Consumer<Row> change) {
        Key key = wanted;
        if (rows.size() >= MAX_ROWS && !rows.containsKey(key)) {
            key = new Key(key.client, OTHER_SOURCES, key.minute);
        }
        rows.compute(key, (k, present) -> {
            Row row = present == null ? new Row() : present;
            change.accept(row);
            return row;
        });
    }

    /** What is counted; the rows stay. */
    List<LedgerMinute> rows() {
        List<LedgerMinute> copies = new ArrayList<>(rows.size());
        for (Key key : rows.keySet()) {
            rows.computeIfPresent(key, (k, row) -> {
                copies.add(row.minute(k));
                return row;
            });
        }
        return copies;
    }

    /** What is counted; the rows go. A count made meanwhile is in this answer or in the next. */
    List<LedgerMinute> drain() {
        List<LedgerMinute> drained = new ArrayList<>(rows.size());
        for (Key key : rows.keySet()) {
            rows.computeIfPresent(key, (k, row) -> {
                drained.add(row.minute(k));
                return null;
            });
        }
        return drained;
    }

    /** Puts counts back that were taken out. */
    void takeBack(List<LedgerMinute> drained) {
        for (LedgerMinute minute : drained) {
            long number = minute.minute().getEpochSecond() / 60;
            count(new Key(minute.client(), minute.source(), number), row -> row.add(minute));
        }
    }
}
