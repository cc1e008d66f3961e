package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.LedgerTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every raw record went: received = indexed + filtered + dead-lettered + dropped. Each term is counted by the code
 * that does it; nothing is computed as what is left over. Thread-safe.
 *
 * <p>It counts twice. The totals are for the alarm: they take in a record when a receiver hands it over. The rows, by
 * client, source and minute of receipt, are for the disk: they count by journal position, in {@link Chapter chapters},
 * so that what is written covers every record below a position and none from it on ({@link LedgerBook}). What has no
 * position, such as what a receiver drops, is counted on a page of its own and written with the next chapter.
 */
public final class Ledger {
    /** So many finished chapters may wait to be written; then the last one goes on. */
    private static final int MAX_CHAPTERS = 3;

    private final LedgerAccount all = new LedgerAccount();
    private final LongSupplier pending;
    private final LedgerCounts unplaced = new LedgerCounts();
    private final ConcurrentMap<Long, LedgerMinute> revived = new ConcurrentHashMap<>(); // by position
    private volatile List<Chapter> chapters = List.of(new Chapter(0, 0)); // by position
    private long next; // above every record that was journaled

    /**
     * The counts of the records from a position on, until that of the next chapter.
     *
     * @param committed what the event store had committed when it was begun
     */
    record Chapter(long from, long committed, LedgerCounts counts) {
        Chapter(long from, long committed) {
            this(from, committed, new LedgerCounts());
        }
    }

    /** @param pending asks every queue and buffer of the host how many records it holds */
    public Ledger(LongSupplier pending) {
        this.pending = pending;
    }

    /** A receiver handed records over. */
    public void received(long records) {
        all.received.add(records);
    }

    /** How many of these no earlier run has counted. */
    long uncounted(List<JournaledRecord> records) {
        long from = chapters.getFirst().from;
        return records.stream().filter(one -> one.position() >= from).count();
    }

    /** Records came out of the journal, in the order of their positions. */
    void journaled(List<JournaledRecord> records) {
        synchronized (this) {
            for (JournaledRecord one : records) {
                count(one, row -> row.received++);
            }
            next = Math.max(next, records.getLast().position() + 1);
        }
    }

    /** A record is in the index. */
    public void indexed(JournaledRecord one) {
        if (count(one, row -> row.indexed++)) {
            all.indexed.increment();
        }
    }

    void filtered(JournaledRecord one, String reason) {
        if (count(one, row -> row.filtered(reason, 1))) {
            all.filtered.add(reason, 1);
        }
    }

    void deadLettered(JournaledRecord one, String reason) {
        if (count(one, row -> row.deadLettered(reason, 1))) {
            all.deadLettered.add(reason, 1);
        }
    }

    /** Records that never came as far as the journal. */
    public void dropped(Origin origin, Instant at, String reason, long records) {
        all.dropped.add(reason, records);
        unplaced.count(origin, at, row -> {
            row.received += records;
            row.dropped(reason, records);
        });
    }

    /**
     * A dead letter came to another end.
     *
     * @param reason that it was counted under
     * @param filtered why it is left out, or null if it is indexed
     */
    void revived(JournaledRecord one, String reason, @Nullable String filtered) {
        RawRecord record = one.record();
        LedgerMinute change = new LedgerMinute(
                record.origin().client(),
                record.origin().source(),
                record.receivedAt().truncatedTo(ChronoUnit.MINUTES),
                0,
                filtered == null ? 1 : 0,
                filtered == null ? Collections.emptySortedMap() : new TreeMap<>(Map.of(filtered, 1L)),
                new TreeMap<>(Map.of(reason, -1L)),
                Collections.emptySortedMap());
        if (revived.put(one.position(), change) == null) {
            all.add(change);
        }
    }

    /** Counts a record in its chapter; false if it is before all: an earlier run has counted it. */
    private boolean count(JournaledRecord one, Consumer<LedgerCounts.Row> change) {
        List<Chapter> current = chapters;
        for (int i = current.size() - 1; i >= 0; i--) {
            if (one.position() >= current.get(i).from) {
                RawRecord record = one.record();
                current.get(i).counts.count(record.origin(), record.receivedAt(), change);
                return true;
            }
        }
        return false;
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
     * Ends the chapter at what was journaled so far and begins the next.
     *
     * @param committed the event store's position at this moment
     */
    synchronized void beginChapter(long committed) {
        List<Chapter> current = chapters;
        if (next > current.getLast().from && current.size() <= MAX_CHAPTERS) {
            List<Chapter> more = new ArrayList<>(current);
            more.add(new Chapter(next, committed));
            chapters = List.copyOf(more);
        }
    }

    /** The last chapter that begins at or below a position: all before it is complete when all below is settled. */
    Chapter lastUpTo(long position) {
        Chapter last = chapters.getFirst();
        for (Chapter chapter : chapters) {
            if (chapter.from <= position) {
                last = chapter;
            }
        }
        return last;
    }

    /** The counts of every chapter before this one. */
    List<LedgerMinute> rowsBefore(Chapter end) {
        List<LedgerMinute> rows = new ArrayList<>();
        for (Chapter chapter : chapters) {
            if (chapter.from < end.from) {
                rows.addAll(chapter.counts.rows());
            }
        }
        return rows;
    }

    /** All counts in memory. */
    List<LedgerMinute> rows() {
        List<LedgerMinute> rows = new ArrayList<>(unplaced.rows());
        rows.addAll(revived.values());
        chapters.forEach(chapter -> rows.addAll(chapter.counts.rows()));
        return rows;
    }

    LedgerCounts unplaced() {
        return unplaced;
    }

    /** Dead letters that came to another end, by position, with what that changes. */
    Map<Long, LedgerMinute> revived() {
        return Map.copyOf(revived);
    }

    /** These are on the disk. */
    synchronized void kept(Chapter end, Map<Long, LedgerMinute> revivedAndKept) {
        chapters = chapters.stream().filter(chapter -> chapter.from >= end.from).toList();
        revivedAndKept.keySet().forEach(revived::remove);
    }

    /**
     * Continues from an earlier run.
     *
     * @param from where the journal is replayed from; what the table has counted beyond it is not counted again
     */
    public synchronized void restore(LedgerTable table, LedgerMark from) {
        LedgerMark mark = table.mark();
        table.totals(ClientScope.ALL).forEach(all::add);
        next = Math.max(mark == null ? 0 : mark.countedBelow(), from.countedBelow());
        chapters = List.of(new Chapter(next, from.committedFrom()));
    }

    /**
     * Takes back what was counted and is not on the disk: the records come again from the journal, and dead letters from
     * their table.
     *
     * @return how many records had been journaled
     */
    synchronized long takeBack() {
        long journaled = 0;
        for (Chapter chapter : chapters) {
            for (LedgerMinute row : chapter.counts.rows()) {
                journaled += row.received();
                all.subtractSettled(row);
            }
        }
        revived.values().forEach(all::subtractSettled);
        revived.clear();
        Chapter first = chapters.getFirst();
        chapters = List.of(new Chapter(first.from, first.committed));
        next = first.from;
        return journaled;
    }

    /** The chapter that is being written. */
    Chapter last() {
        return chapters.getLast();
    }

    /** The first chapter that is not on the disk. */
    Chapter first() {
        return chapters.getFirst();
    }
}
