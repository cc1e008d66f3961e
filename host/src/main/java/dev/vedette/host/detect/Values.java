package dev.vedette.host.detect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of events as rules see them: everything has a text, some are numbers, some points in time. */
final class Values {
    private static final double WHOLE_LIMIT = 1e15;

    private Values() {}

    /** The text of one value; a number without fraction is written without one. */
    static String text(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < WHOLE_LIMIT) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }

    /** The members of a list, or the value itself. */
    static List<?> members(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A {@code Long} or {@code Double}, or null where the value is no decimal number. */
    static @Nullable Number number(Object value) {
        if (value instanceof Long || value instanceof Double) {
            return (Number) value;
        }
        return value instanceof String text ? parse(text.strip()) : null;
    }

    private static @Nullable Number parse(String text) {
        boolean whole = true;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                whole = false;
                if (c != '.' && c != 'e' && c != 'E' && c != '-' && c != '+') {
                    return null;
                }
            }
        }
        if (digits == 0 || text.length() > 40) {
            return null;
        }
        try {
            return whole && digits <= 18 ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static int compare(Number a, Number b) {
        return a instanceof Long x && b instanceof Long y
                ? Long.compare(x, y)
                : Double.compare(a.doubleValue(), b.doubleValue());
    }

    /** A point in time by the clock of whoever wrote it, or null. */
    static @Nullable LocalDateTime time(Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (!(value instanceof String text) || text.length() < 16 || text.length() > 40) {
            return null;
        }
        String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        try {
            return OffsetDateTime.parse(iso).toLocalDateTime();
        } catch (DateTimeException e) {
            return withoutZone(iso);
        }
    }

    private static @Nullable LocalDateTime withoutZone(String iso) {
        try {
            return LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
