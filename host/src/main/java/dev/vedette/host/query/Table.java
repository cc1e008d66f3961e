package dev.vedette.host.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param columns their names; where rows are events, the first is {@link #EVENT} and holds them whole
 * @param rows a value for each column: text, whole and floating numbers, truth values, addresses, times, lists of them,
 *     an event, or null
 * @param complete whether it is the whole answer and not a preview or what there was when somebody cancelled
 * @param truncated whether more rows than the limit were left out
 * @param notes what a reader should know: which figures are approximate
 */
public record Table(
        List<String> columns,
        List<List<@Nullable Object>> rows,
        boolean complete,
        boolean truncated,
        List<String> notes) {
    /** The name of the column that holds whole events. */
    public static final String EVENT = "event";

    public Table {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
        notes = List.copyOf(notes);
    }
}
