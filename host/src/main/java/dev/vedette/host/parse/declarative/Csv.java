package dev.vedette.host.parse.declarative;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns by position; columns beyond those named are left out. */
record Csv(Template from, List<Column> columns, char delimiter, char quote) implements Action {
    /** A column that is kept, or skipped. */
    record Column(@Nullable Target target) {}

    @Override
    public Result run(Frame frame) {
        String text = from.text(frame);
        if (text == null) {
            return Result.OK;
        }
        int at = 0;
        for (Column column : columns) {
            if (at > text.length()) {
                return Result.OK;
            }
            int end;
            String value;
            if (at < text.length() && text.charAt(at) == quote) {
                int close = closing(text, at + 1);
                if (close < 0) {
                    return frame.fail("a quote is not closed");
                }
                value = text.substring(at + 1, close);
                if (value.indexOf(quote) >= 0) {
                    value = value.replace("" + quote + quote, "" + quote);
                }
                end = text.indexOf(delimiter, close + 1);
                end = end < 0 ? text.length() : end;
            } else {
                end = text.indexOf(delimiter, at);
                end = end < 0 ? text.length() : end;
                value = column.target == null ? "" : text.substring(at, end);
            }
            if (column.target != null) {
                column.target.text(frame, value);
            }
            at = end + 1;
        }
        return Result.OK;
    }

    private int closing(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public boolean writes(String name) {
        return columns.stream()
                .anyMatch(column ->
                        column.target != null && column.target.place().name().equals(name));
    }
}
