package dev.vedette.host.store.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** One count of the ledger as it lies in a table; the source is empty where none is told apart. */
record LedgerCell(String client, String source, long minute, String term, String reason) {
    static final String RECEIVED = "received";
    static final String INDEXED = "indexed";
    static final String FILTERED = "filtered";
    static final String DEAD_LETTERED = "dead_lettered";
    static final String DROPPED = "dropped";

    private static final int MAX_SOURCE = 1024;
    private static final int MAX_REASON = 255;

    /** What some rows count, each cell once, those that count nothing left out. */
    static Map<LedgerCell, Long> of(Collection<LedgerMinute> rows) {
        Map<LedgerCell, Long> cells = new LinkedHashMap<>();
        for (LedgerMinute row : rows) {
            put(cells, row, RECEIVED, Map.of("", row.received()));
            put(cells, row, INDEXED, Map.of("", row.indexed()));
            put(cells, row, FILTERED, row.filtered());
            put(cells, row, DEAD_LETTERED, row.deadLettered());
            put(cells, row, DROPPED, row.dropped());
        }
        return cells;
    }

    private static void put(Map<LedgerCell, Long> cells, LedgerMinute row, String term, Map<String, Long> counts) {
        counts.forEach((reason, records) -> {
            if (records != 0) {
                String source = cut(row.source(), MAX_SOURCE);
                long minute = row.minute().getEpochSecond() / 60;
                cells.merge(
                        new LedgerCell(row.client(), source, minute, term, cut(reason, MAX_REASON)),
                        records,
                        Long::sum);
            }
        });
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** The sums for each client. */
    static Map<LedgerCell, Long> totals(Map<LedgerCell, Long> cells) {
        Map<LedgerCell, Long> totals = new LinkedHashMap<>();
        cells.forEach((cell, records) ->
                totals.merge(new LedgerCell(cell.client, "", 0, cell.term, cell.reason), records, Long::sum));
        return totals;
    }
}
