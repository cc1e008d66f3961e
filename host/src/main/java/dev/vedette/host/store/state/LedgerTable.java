package dev.vedette.host.store.state;

import dev.vedette.host.access.ClientScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger on disk: a row for each client, source, minute, term and reason. Thread-safe. */
public final class LedgerTable {
    private static final int MAX_SOURCE = 1024;
    private static final int MAX_REASON = 255;
    private static final String RECEIVED = "received";
    private static final String INDEXED = "indexed";
    private static final String FILTERED = "filtered";
    private static final String DEAD_LETTERED = "dead_lettered";
    private static final String DROPPED = "dropped";

    private final Jdbi jdbi;

    LedgerTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Cell(String client, String source, long minute, String term, String reason) {}

    /** Adds counts to those that are there, all or nothing. */
    public void add(List<LedgerMinute> minutes) {
        Map<Cell, Long> cells = new LinkedHashMap<>();
        for (LedgerMinute minute : minutes) {
            put(cells, minute, RECEIVED, Map.of("", minute.received()));
            put(cells, minute, INDEXED, Map.of("", minute.indexed()));
            put(cells, minute, FILTERED, minute.filtered());
            put(cells, minute, DEAD_LETTERED, minute.deadLettered());
            put(cells, minute, DROPPED, minute.dropped());
        }
        if (!cells.isEmpty()) {
            jdbi.useTransaction(handle -> write(handle, cells));
        }
    }

    private static void put(Map<Cell, Long> cells, LedgerMinute minute, String term, Map<String, Long> counts) {
        counts.forEach((reason, records) -> {
            if (records != 0) {
                Cell cell = new Cell(
                        minute.client(),
                        cut(minute.source(), MAX_SOURCE),
                        minute.minute().getEpochSecond() / 60,
                        term,
                        cut(reason, MAX_REASON));
                cells.merge(cell, records, Long::sum);
            }
        });
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static void write(Handle handle, Map<Cell, Long> cells) {
        List<Map.Entry<Cell, Long>> missing = new ArrayList<>();
        List<Map.Entry<Cell, Long>> all = List.copyOf(cells.entrySet());
        int[] changed = run(
                handle,
                "UPDATE ledger SET records = records + :records WHERE client = :client AND source = :source"
                        + " AND at_minute = :minute AND term = :term AND reason = :reason",
                all);
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                missing.add(all.get(i));
            }
        }
        if (!missing.isEmpty()) {
            run(
                    handle,
                    "INSERT INTO ledger (client, source, at_minute, term, reason, records)"
                            + " VALUES (:client, :source, :minute, :term, :reason, :records)",
                    missing);
        }
    }

    private static int[] run(Handle handle, String sql, List<Map.Entry<Cell, Long>> cells) {
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Map.Entry<Cell, Long> cell : cells) {
            batch.bind("client", cell.getKey().client())
                    .bind("source", cell.getKey().source())
                    .bind("minute", cell.getKey().minute())
                    .bind("term", cell.getKey().term())
                    .bind("reason", cell.getKey().reason())
                    .bind("records", cell.getValue())
                    .add();
        }
        return batch.execute();
    }

    /**
     * The minutes that begin in a time, by minute, client and source.
     *
     * @param to exclusive
     */
    public List<LedgerMinute> read(ClientScope scope, Instant from, Instant to) {
        return read(
                scope,
                "SELECT client, source, at_minute, term, reason, records FROM ledger"
                        + " WHERE at_minute >= :from AND at_minute < :to ORDER BY at_minute, client, source",
                minute(from),
                minute(to));
    }

    /** The sums over a time for each client and source; their minute is that of {@code from}. */
    public List<LedgerMinute> sums(ClientScope scope, Instant from, Instant to) {
        return read(
                scope,
                "SELECT client, source, CAST(:from AS BIGINT) AS at_minute, term, reason,"
                        + " CAST(SUM(records) AS BIGINT) AS records FROM ledger"
                        + " WHERE at_minute >= :from AND at_minute < :to"
                        + " GROUP BY client, source, term, reason ORDER BY client, source",
                minute(from),
                minute(to));
    }

    /** The sums of everything ever counted, for each client and source. */
    public List<LedgerMinute> sums(ClientScope scope) {
        return sums(scope, Instant.EPOCH, Instant.ofEpochSecond(Integer.MAX_VALUE * 60L));
    }

    private static long minute(Instant time) {
        return Math.ceilDiv(time.getEpochSecond() * 1000 + time.getNano() / 1_000_000, 60_000L);
    }

    private List<LedgerMinute> read(ClientScope scope, String sql, long from, long to) {
        return jdbi.withHandle(handle -> {
            Map<String, Row> rows = new LinkedHashMap<>();
            handle.createQuery(sql).bind("from", from).bind("to", to).scanResultSet((results, context) -> {
                try (var set = results.get()) {
                    while (set.next()) {
                        String client = set.getString("client");
                        if (scope.allows(client)) {
                            String source = set.getString("source");
                            long minute = set.getLong("at_minute");
                            rows.computeIfAbsent(
                                            minute + "\u0000" + client + '\u0000' + source,
                                            key -> new Row(client, source, minute))
                                    .put(set.getString("term"), set.getString("reason"), set.getLong("records"));
                        }
                    }
                }
                return rows;
            });
            return rows.values().stream().map(Row::done).toList();
        });
    }

    /** A row of the answer, while the rows of the table are gathered into it. */
    private static final class Row {
        private final String client;
        private final String source;
        private final long minute;
        private long received;
        private long indexed;
        private final TreeMap<String, Long> filtered = new TreeMap<>();
        private final TreeMap<String, Long> deadLettered = new TreeMap<>();
        private final TreeMap<String, Long> dropped = new TreeMap<>();

        Row(String client, String source, long minute) {
            this.client = client;
            this.source = source;
            this.minute = minute;
        }

        void put(String term, String reason, long records) {
            switch (term) {
                case RECEIVED -> received += records;
                case INDEXED -> indexed += records;
                case FILTERED -> filtered.merge(reason, records, Long::sum);
                case DEAD_LETTERED -> deadLettered.merge(reason, records, Long::sum);
                default -> dropped.merge(reason, records, Long::sum);
            }
        }

        LedgerMinute done() {
            return new LedgerMinute(
                    client,
                    source,
                    Instant.ofEpochSecond(minute * 60),
                    received,
                    indexed,
                    filtered,
                    deadLettered,
                    dropped);
        }
    }
}
