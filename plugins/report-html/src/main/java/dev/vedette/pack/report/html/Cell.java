package dev.vedette.pack.report.html;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of cells. */
final class Cell {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Cell() {}

    /** What stands inside a cell. */
    static void write(Markup out, @Nullable Object value) throws IOException {
        if (value instanceof Number number) {
            out.raw("<data value=\"").text(value.toString()).raw("\">");
            out.text(number(number)).raw("</data>");
        } else if (value instanceof Instant instant) {
            out.raw("<time datetime=\"").text(value.toString()).raw("\">");
            out.text(time(instant)).raw("</time>");
        } else if (value instanceof List<?> list) {
            String between = "";
            for (Object member : list) {
                out.raw(between);
                write(out, member);
                between = ", ";
            }
        } else if (value != null) {
            out.text(value.toString());
        }
    }

    /** The value as plain text. */
    static String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            for (Object member : list) {
                texts.add(text(member));
            }
            return String.join(", ", texts);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        return value == null ? "" : value instanceof Instant instant ? time(instant) : value.toString();
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /** Thousands apart, and no more than four decimals: enough to reckon with what is shown. */
    static String number(Number number) {
        if (!(number instanceof Double) && !(number instanceof Float)) {
            return String.format(Locale.ROOT, "%,d", number.longValue());
        }
        String text = String.format(Locale.ROOT, "%,.4f", number.doubleValue());
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** {@code first_seen} as people write it: First seen. */
    static String heading(String column) {
        String words = column.replace('_', ' ').trim();
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
