package dev.vedette.host.store.state;

import dev.vedette.host.access.ClientScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The ledger on disk: a row for each client, source, minute, term and reason, coarser ones for what is old, running
 * totals for each client, and the mark that says how far it has counted. Thread-safe.
 */
public final class LedgerTable {
    private static final String EVERYTHING = "(SELECT client, source, at_minute, term, reason, records FROM ledger"
            + " WHERE at_minute >= :from AND at_minute < :to UNION ALL"
            + " SELECT client, source, at_minute, term, reason, records FROM ledger_coarse"
            + " WHERE at_minute >= :from AND at_minute < :to) AS l";

    private final Jdbi jdbi;

    LedgerTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds counts to those that are there and moves the mark, all or nothing.
     *
     * @param replayed positions of dead letters that came to another end, which the counts know: they go
     */
    public void keep(List<LedgerMinute> rows, LedgerMark mark, Collection<Long> replayed) {
        Map<LedgerCell, Long> cells = LedgerCell.of(rows);
        jdbi.useTransaction(handle -> {
            add(handle, "ledger", " AND source = :source AND at_minute = :minute", cells);
            add(handle, "ledger_totals", "", LedgerCell.totals(cells));
            moveTo(handle, mark);
            DeadLetterTable.remove(handle, replayed);
        });
    }

    private static void moveTo(Handle handle, LedgerMark mark) {
        String update = "UPDATE ledger_mark SET counted_below = :below, committed_from = :from WHERE id = 1";
        String insert = "INSERT INTO ledger_mark (id, counted_below, committed_from) VALUES (1, :below, :from)";
        for (String sql : List.of(update, insert)) {
            int changed = handle.createUpdate(sql)
                    .bind("below", mark.countedBelow())
                    .bind("from", mark.committedFrom())
                    .execute();
            if (changed == 1) {
                return;
            }
        }
    }

    /** How far it has counted; null if it never has. */
    public @Nullable LedgerMark mark() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT counted_below, committed_from FROM ledger_mark WHERE id = 1")
                        .map((row, context) -> new LedgerMark(row.getLong(1), row.getLong(2)))
                        .findOne()
                        .orElse(null));
    }

    private static void add(Handle handle, String table, String place, Map<LedgerCell, Long> cells) {
        if (cells.isEmpty()) {
            return;
        }
        List<Map.Entry<LedgerCell, Long>> all = List.copyOf(cells.entrySet());
        int[] changed = run(
                handle,
                "UPDATE " + table + " SET records = records + :records"
                        + " WHERE client = :client AND term = :term AND reason = :reason" + place,
                all,
                !place.isEmpty());
        List<Map.Entry<LedgerCell, Long>> missing = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                missing.add(all.get(i));
            }
        }
        if (!missing.isEmpty()) {
            String columns = place.isEmpty() ? "" : "source, at_minute, ";
            String values = place.isEmpty() ? "" : ":source, :minute, ";
            run(
                    handle,
                    "INSERT INTO " + table + " (client, " + columns + "term, reason, records) VALUES (:client, "
                            + values + ":term, :reason, :records)",
                    missing,
                    !place.isEmpty());
        }
    }

    private static int[] run(Handle handle, String sql, List<Map.Entry<LedgerCell, Long>> cells, boolean placed) {
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Map.Entry<LedgerCell, Long> cell : cells) {
            if (placed) {
                batch.bind("source", cell.getKey().source())
                        .bind("minute", cell.getKey().minute());
            }
            batch.bind("client", cell.getKey().client())
                    .bind("term", cell.getKey().term())
                    .bind("reason", cell.getKey().reason())
                    .bind("records", cell.getValue())
                    .add();
        }
        return batch.execute();
    }

    /**
     * The minutes that begin in a time, by minute, client and source. Of what is old there is a row for an hour or a day,
     * named by its first minute.
     *
     * @param to exclusive
     */
    public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
        return read(
                scope,
                "SELECT client, source, at_minute, term, reason, records FROM " + EVERYTHING
                        + " ORDER BY at_minute, client, source",
                minute(from),
                minute(to));
    }

    /** The sums over a time for each client and source; their minute is that of {@code from}. */
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        return read(
                scope,
                "SELECT client, source, CAST(:from AS BIGINT) AS at_minute, term, reason,"
                        + " CAST(SUM(records) AS BIGINT) AS records FROM " + EVERYTHING
                        + " GROUP BY client, source, term, reason ORDER BY client, source",
                minute(from),
                minute(to));
    }

    /** The running totals of each client, since this database began; without sources, and of no particular minute. */
    public List<LedgerMinute> totals(ClientScope scope) {
        return read(
                scope,
                "SELECT client, '' AS source, 0 AS at_minute, term, reason, records FROM ledger_totals"
                        + " WHERE :from <= :to ORDER BY client",
                0,
                0);
    }

    private static long minute(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -9_000_000_000_000L, 9_000_000_000_000L);
        return Math.ceilDiv(seconds * 1000 + time.getNano() / 1_000_000, 60_000L);
    }

    private List<LedgerMinute> read(ClientScope scope, String sql, long from, long to) {
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("from", from)
                .bind("to", to)
                .scanResultSet((results, context) -> {
                    LedgerRows rows = new LedgerRows();
                    try (var set = results.get()) {
                        while (set.next()) {
                            if (scope.allows(set.getString("client"))) {
                                rows.add(set);
                            }
                        }
                    }
                    return rows.done();
                }));
    }

    /**
     * Rolls up what is older than it is kept for: minutes to hours, hours to days, and days go. The totals stay.
     *
     * @param now what ages are counted from
     */
    public void rollUp(Instant now, Duration minutes, Duration hours, Duration days) {
        LedgerRollUp rollUp = new LedgerRollUp(jdbi);
        rollUp.minutesToHours(now.minus(minutes));
        rollUp.hoursToDays(now.minus(hours));
        rollUp.forgetDays(now.minus(days));
    }
}
