package dev.vedette.host.store.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the cells of a table's answer into rows. */
final class LedgerRows {
    private record Key(String client, String source, long minute) {}

    private final Map<Key, Row> rows = new LinkedHashMap<>();

    private static final class Row {
        private long received;
        private long indexed;
        private final TreeMap<String, Long> filtered = new TreeMap<>();
        private final TreeMap<String, Long> deadLettered = new TreeMap<>();
        private final TreeMap<String, Long> dropped = new TreeMap<>();
    }

    /** Adds the cell that the result stands at. */
    void add(ResultSet cell) throws SQLException {
        Row row = rows.computeIfAbsent(
                new Key(cell.getString("client"), cell.getString("source"), cell.getLong("at_minute")),
                key -> new Row());
        String reason = cell.getString("reason");
        long records = cell.getLong("records");
        switch (cell.getString("term")) {
            case LedgerCell.RECEIVED -> row.received += records;
            case LedgerCell.INDEXED -> row.indexed += records;
            case LedgerCell.FILTERED -> row.filtered.merge(reason, records, Long::sum);
            case LedgerCell.DEAD_LETTERED -> row.deadLettered.merge(reason, records, Long::sum);
            default -> row.dropped.merge(reason, records, Long::sum);
        }
    }

    /** In the order in which they came. */
    List<LedgerMinute> done() {
        return rows.entrySet().stream()
                .map(entry -> new LedgerMinute(
                        entry.getKey().client(),
                        entry.getKey().source(),
                        Instant.ofEpochSecond(entry.getKey().minute() * 60),
                        entry.getValue().received,
                        entry.getValue().indexed,
                        entry.getValue().filtered,
                        entry.getValue().deadLettered,
                        entry.getValue().dropped))
                .toList();
    }
}
