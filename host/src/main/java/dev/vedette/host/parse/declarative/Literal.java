package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A constant of a condition, in every form in which a value may have to be compared with it.
 *
 * @param text as written
 * @param number null where the text is none
 * @param address null where the text is none
 * @param time null where the text is none
 */
record Literal(
        String text,
        @Nullable Double number,
        @Nullable IpAddress address,
        @Nullable Instant time) {
    static Literal of(String text) {
        return new Literal(text, (Double) Conversion.DOUBLE.read(text), IpAddress.parse(text), (Instant)
                Conversion.DATE.read(text));
    }

    /** Whether a value (no list) is this constant. */
    boolean equalTo(Object value) {
        if (value instanceof String || value instanceof Boolean) {
            return text.equals(value.toString());
        }
        if (value instanceof Number other) {
            return text.equals(value.toString()) || (number != null && number == other.doubleValue());
        }
        return value instanceof IpAddress ? value.equals(address) : value.equals(time);
    }

    /** Negative, zero or positive as a value is below, at or above this constant; null when they do not compare. */
    @Nullable
    Integer compare(Object value) {
        if (value instanceof Instant other) {
            return time == null ? null : other.compareTo(time);
        }
        Double other = value instanceof Number given
                ? (Double) given.doubleValue()
                : value instanceof String given ? (Double) Conversion.DOUBLE.read(given) : null;
        if (other != null && number != null) {
            return Double.compare(other, number);
        }
        return value instanceof String given && number == null ? (Integer) given.compareTo(text) : null;
    }

    /** Whether a value, or one member of a list, passes; false where there is none. */
    static boolean any(@Nullable Object value, Predicate<Object> test) {
        if (value == null) {
            return false;
        }
        if (value instanceof List<?> list) {
            for (Object member : list) {
                if (test.test(member)) {
                    return true;
                }
            }
            return false;
        }
        return test.test(value);
    }
}
