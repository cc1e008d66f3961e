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
    private static final int MAX_NUMBER = 40;

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
        int length = text.length();
        int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || length > MAX_NUMBER) {
            return null;
        }
        if (whole == length && whole - at <= 18) {
            return Long.valueOf(text);
        }
        int end = whole;
        if (end < length && text.charAt(end) == '.') {
            end = digits(text, end + 1);
            if (end == whole + 1) {
                return null;
            }
        }
        if (end < length && (text.charAt(end) | 0x20) == 'e') {
            int sign = end + 1 < length && (text.charAt(end + 1) == '-' || text.charAt(end + 1) == '+') ? 1 : 0;
            int exponent = end + 1 + sign;
            end = digits(text, exponent);
            if (end == exponent) {
                return null;
            }
        }
        return end == length ? Double.valueOf(text) : null;
    }

    /** Where the decimal digits that begin here end. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
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
