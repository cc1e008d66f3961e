package dev.vedette.pack.report.html;

import dev.vedette.api.report.ReportTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table's cells by the names of their columns. */
final class Rows {
    private final ReportTable table;

    Rows(ReportTable table) {
        this.table = table;
    }

    /** Whether the table has all of these columns; a newer host may have renamed one. */
    boolean has(String... columns) {
        return table.columns().containsAll(List.of(columns));
    }

    int size() {
        return table.rows().size();
    }

    @Nullable
    Object get(int row, String column) {
        int index = table.columns().indexOf(column);
        return index < 0 ? null : table.rows().get(row).get(index);
    }

    String text(int row, String column) {
        return Cell.text(get(row, column));
    }

    double number(int row, String column) {
        Object value = get(row, column);
        return value instanceof Number number ? number.doubleValue() : 0;
    }
}
