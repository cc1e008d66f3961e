package dev.vedette.api.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report. Immutable. A cell is null or one of the value types of {@link dev.vedette.api.event}, or a list of
 * them.
 */
public final class ReportTable {
    private final String id;
    private final String title;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows;
    private final boolean chart;

    private ReportTable(
            String id, String title, List<String> columns, List<List<@Nullable Object>> rows, boolean chart) {
        this.id = Objects.requireNonNull(id, "id");
        this.title = Objects.requireNonNull(title, "title");
        this.columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + id + " has " + columns.size() + " columns, a row of it " + row.size() + " cells");
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        this.rows = Collections.unmodifiableList(copies);
        this.chart = chart;
    }

    /**
     * A table.
     *
     * @param id stable, for machines, for example {@code offenses}
     * @param title heading
     * @param columns stable names, for machines and headings alike, for example {@code magnitude}
     * @param rows each with a cell per column; a cell is null or one of the value types or a list of them
     * @throws IllegalArgumentException if a row has another number of cells than there are columns
     */
    public static ReportTable of(String id, String title, List<String> columns, List<List<@Nullable Object>> rows) {
        return new ReportTable(id, title, columns, rows, false);
    }

    /** The same table, worth a chart: its first column labels, its second column, a number, is the height. */
    public ReportTable asChart() {
        return new ReportTable(id, title, columns, rows, true);
    }

    /** Stable name, for machines. */
    public String id() {
        return id;
    }

    /** Heading. */
    public String title() {
        return title;
    }

    /** Column names. */
    public List<String> columns() {
        return columns;
    }

    /** The rows, each with a cell per column. */
    public List<List<@Nullable Object>> rows() {
        return rows;
    }

    /** Whether it is worth a chart. */
    public boolean isChart() {
        return chart;
    }
}
