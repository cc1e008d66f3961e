package dev.vedette.host.pipeline;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.LedgerMark;
import dev.vedette.host.store.state.LedgerMinute;
import dev.vedette.host.store.state.LedgerTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ledger by client, source and minute, as of now: what is on the disk and what is still in memory. */
public final class LedgerBook {
    private final Ledger ledger;
    private final LedgerTable table;

    public LedgerBook(Ledger ledger, LedgerTable table) {
        this.ledger = ledger;
        this.table = table;
    }

    /**
     * Writes every chapter before this one, and with it that they are written. What cannot be written stays in memory for
     * the next time.
     *
     * @param revived dead letters that came to another end, all of it durable
     */
    synchronized void keep(Ledger.Chapter end, Map<Long, LedgerMinute> revived) {
        List<LedgerMinute> unplaced = ledger.unplaced().drain();
        boolean kept = false;
        try {
            List<LedgerMinute> rows = new ArrayList<>(unplaced);
            rows.addAll(revived.values());
            rows.addAll(ledger.rowsBefore(end));
            table.keep(rows, new LedgerMark(end.from(), end.committed()), revived.keySet());
            ledger.kept(end, revived);
            kept = true;
        } finally {
            if (!kept) {
                ledger.unplaced().takeBack(unplaced);
            }
        }
    }

    /** A row for each client, source and minute of a time, in the order of time. */
    public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
        Collection<LedgerMinute> rows;
        synchronized (this) {
            rows = merged(table.read(scope, from, to), inMemory(scope, from, to), row -> row);
        }
        return rows.stream()
                .sorted(Comparator.comparing(LedgerMinute::minute)
                        .thenComparing(LedgerMinute::client)
                        .thenComparing(LedgerMinute::source))
                .toList();
    }

    /** The sums over a time for each client and source. */
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        Collection<LedgerMinute> rows;
        synchronized (this) {
            rows = merged(
                    table.sums(scope, from, to),
                    inMemory(scope, from, to),
                    row -> placed(row, row.source(), Instant.EPOCH));
        }
        return rows.stream()
                .sorted(Comparator.comparing(LedgerMinute::client).thenComparing(LedgerMinute::source))
                .toList();
    }

    /** What was ever counted, for each client, without a source or a minute. */
    public synchronized List<LedgerMinute> totals(ClientScope scope) {
        return List.copyOf(merged(
                table.totals(scope), inMemory(scope, Instant.MIN, Instant.MAX), row -> placed(row, "", Instant.EPOCH)));
    }

    private List<LedgerMinute> inMemory(ClientScope scope, Instant from, Instant to) {
        return ledger.rows().stream()
                .filter(row -> scope.allows(row.client())
                        && !row.minute().isBefore(from)
                        && row.minute().isBefore(to))
                .toList();
    }

    private record Key(String client, String source, Instant minute) {}

    private static Collection<LedgerMinute> merged(
            List<LedgerMinute> disk, List<LedgerMinute> memory, Function<LedgerMinute, LedgerMinute> place) {
        return Stream.concat(disk.stream(), memory.stream())
                .map(place)
                .collect(Collectors.toMap(
                        row -> new Key(row.client(), row.source(), row.minute()), row -> row, LedgerBook::sum))
                .values();
    }

    private static LedgerMinute placed(LedgerMinute row, String source, Instant minute) {
        return new LedgerMinute(
                row.client(),
                source,
                minute,
                row.received(),
                row.indexed(),
                row.filtered(),
                row.deadLettered(),
                row.dropped());
    }

    private static LedgerMinute sum(LedgerMinute one, LedgerMinute other) {
        return new LedgerMinute(
                one.client(),
                one.source(),
                one.minute(),
                one.received() + other.received(),
                one.indexed() + other.indexed(),
                sum(one.filtered(), other.filtered()),
                sum(one.deadLettered(), other.deadLettered()),
                sum(one.dropped(), other.dropped()));
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> one, SortedMap<String, Long> other) {
        SortedMap<String, Long> sum = new TreeMap<>(one);
        other.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return sum;
    }
}
