package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Where every raw record went: received = indexed + filtered + dead-lettered + dropped, for each client, source and
 * minute of receipt. Each term is counted by the code that does it; nothing is computed as what is left over.
 * Thread-safe.
 */
public final class Ledger {
    /** Beyond so many sources in a minute the rest share one row, so that forged senders cannot fill the memory. */
    static final int MAX_ROWS = 200_000;

    private static final String OTHER_SOURCES = "(other sources)";

    private final LedgerAccount all = new LedgerAccount();
    private final ConcurrentMap<Key, LedgerAccount> rows = new ConcurrentHashMap<>();
    private final LongSupplier pending;

    /** One row: the records of a source that were received in a minute. */
    record Key(String client, String source, Instant minute) {}

    /** @param pending asks every queue and buffer of the host how many records it holds */
    public Ledger(LongSupplier pending) {
        this.pending = pending;
    }

    public void received(Origin origin, Instant at, long records) {
        all.received.add(records);
        count(origin, at, row -> row.received.add(records));
    }

    public void indexed(RawRecord record) {
        all.indexed.increment();
        count(record.origin(), record.receivedAt(), row -> row.indexed.increment());
    }

    public void filtered(RawRecord record, String reason) {
        all.filtered.add(reason, 1);
        count(record.origin(), record.receivedAt(), row -> row.filtered.add(reason, 1));
    }

    public void deadLettered(RawRecord record, String reason) {
        all.deadLettered.add(reason, 1);
        count(record.origin(), record.receivedAt(), row -> row.deadLettered.add(reason, 1));
    }

    public void dropped(Origin origin, Instant at, String reason, long records) {
        all.dropped.add(reason, records);
        count(origin, at, row -> row.dropped.add(reason, records));
    }

    /** Inside {@code compute} the row cannot be drained, so no count falls between two drains. */
    private void count(Origin origin, Instant at, Consumer<LedgerAccount> change) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        Key key = new Key(origin.client(), origin.source(), minute);
        if (rows.size() >= MAX_ROWS && !rows.containsKey(key)) {
            key = new Key(origin.client(), OTHER_SOURCES, minute);
        }
        rows.compute(key, (k, present) -> {
            LedgerAccount row = present == null ? new LedgerAccount() : present;
            change.accept(row);
            return row;
        });
    }

    /**
     * The sums since this data folder began. While records are under way the terms are read one after the other and the
     * residue may be off by those that moved meanwhile; at rest it is exact.
     */
    public LedgerTotals totals() {
        LedgerTotals before = all.totals(pending.getAsLong());
        for (int attempt = 0; attempt < 10; attempt++) {
            LedgerTotals after = all.totals(pending.getAsLong());
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }

    /**
     * Takes the counts out of the rows, to be added to what is kept on disk; the sums of {@link #totals()} stay. A count
     * made meanwhile is in this answer or in the next, never in both or neither.
     */
    public List<LedgerMinute> drain() {
        List<LedgerMinute> drained = new ArrayList<>();
        for (Key key : List.copyOf(rows.keySet())) {
            LedgerAccount account = rows.remove(key);
            if (account != null) {
                drained.add(account.minute(key.client(), key.source(), key.minute()));
            }
        }
        drained.sort(Comparator.comparing(LedgerMinute::minute)
                .thenComparing(LedgerMinute::client)
                .thenComparing(LedgerMinute::source));
        return drained;
    }

    /** Puts counts back that {@link #drain} gave and that could not be kept. */
    void takeBack(List<LedgerMinute> drained) {
        for (LedgerMinute minute : drained) {
            rows.compute(new Key(minute.client(), minute.source(), minute.minute()), (key, present) -> {
                LedgerAccount row = present == null ? new LedgerAccount() : present;
                row.add(minute);
                return row;
            });
        }
    }

    /**
     * Continues from the sums of an earlier run. What that run had received and not finished is in the journal and will
     * be received again, so the settled records are all that counts.
     */
    public void restore(List<LedgerMinute> earlier) {
        for (LedgerMinute row : earlier) {
            all.received.add(row.settled());
            all.indexed.add(row.indexed());
            row.filtered().forEach(all.filtered::add);
            row.deadLettered().forEach(all.deadLettered::add);
            row.dropped().forEach(all.dropped::add);
        }
    }
}
