package dev.vedette.host.search;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a job's rows.
 *
 * @param columns of a table; null where the rows are events
 * @param rows each of them a JSON text: an object for an event, an array for a row of a table
 * @param next the cursor of the next page; null where nothing follows
 */
public record SearchPage(
        @Nullable List<String> columns,
        List<String> rows,
        @Nullable String next) {
    public SearchPage {
        rows = List.copyOf(rows);
    }

    static List<String> texts(List<byte[]> rows) {
        return rows.stream().map(row -> new String(row, StandardCharsets.UTF_8)).toList();
    }
}
