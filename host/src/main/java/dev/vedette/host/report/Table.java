package dev.vedette.host.report;

import dev.vedette.api.report.ReportTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report's table being filled. */
final class Table {
    private final String id;
    private final String title;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    Table(String id, String title, String... columns) {
        this.id = id;
        this.title = title;
        this.columns = List.of(columns);
    }

    void row(@Nullable Object... cells) {
        rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(cells))));
    }

    ReportTable done() {
        return ReportTable.of(id, title, columns, rows);
    }
}
