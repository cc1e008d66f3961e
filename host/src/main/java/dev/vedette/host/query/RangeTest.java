package dev.vedette.host.query;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Ranges, by the type of the field. */
final class RangeTest {
    private static final int NOT_COMPARABLE = Integer.MIN_VALUE;

    private RangeTest() {}

    /** Compares a value with a bound: negative below, positive above, {@link #NOT_COMPARABLE} if it cannot. */
    private interface Bound extends ToIntFunction<Object> {}

    static ValueTest of(Condition.Range range) {
        Kind kind = kind(range);
        Bound lower = bound(range.field(), kind, range.lower());
        Bound upper = bound(range.field(), kind, range.upper());
        boolean withLower = range.lowerInclusive();
        boolean withUpper = range.upperInclusive();
        return value -> inside(lower, value, withLower, 1) && inside(upper, value, withUpper, -1);
    }

    private static boolean inside(@Nullable Bound bound, Object value, boolean inclusive, int direction) {
        if (bound == null) {
            return true;
        }
        int compared = bound.applyAsInt(value);
        return compared != NOT_COMPARABLE && (compared == 0 ? inclusive : Integer.signum(compared) == direction);
    }

    private enum Kind {
        TEXT,
        NUMBER,
        IP,
        DATE
    }

    private static Kind kind(Condition.Range range) {
        if (range.lower() == null && range.upper() == null) {
            throw new IllegalArgumentException("a range needs a bound");
        }
        FieldType type = range.field().type();
        return switch (type) {
            case KEYWORD -> Kind.TEXT;
            case LONG, DOUBLE -> Kind.NUMBER;
            case IP -> Kind.IP;
            case DATE -> Kind.DATE;
            case ANY -> kindOfBounds(range);
            default ->
                throw new IllegalArgumentException("ranges do not go with " + range.field() + ", which holds "
                        + type.name().toLowerCase(Locale.ROOT) + " values");
        };
    }

    private static Kind kindOfBounds(Condition.Range range) {
        Kind lower = kindOf(range.lower());
        Kind upper = kindOf(range.upper());
        return lower == null ? upper == null ? Kind.TEXT : upper : upper == null || upper == lower ? lower : Kind.TEXT;
    }

    private static @Nullable Kind kindOf(@Nullable String bound) {
        if (bound == null) {
            return null;
        }
        return Numbers.parse(bound) != null
                ? Kind.NUMBER
                : IpAddress.parse(bound) != null ? Kind.IP : TimeText.read(bound) != null ? Kind.DATE : Kind.TEXT;
    }

    private static @Nullable Bound bound(Field field, Kind kind, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Bound bound = switch (kind) {
            case TEXT -> textBound(Folding.fold(text));
            case NUMBER -> numberBound(Numbers.parse(text));
            case IP -> ipBound(IpAddress.parse(text));
            case DATE -> dateBound(TimeText.read(text));
        };
        if (bound == null) {
            throw new IllegalArgumentException("'" + text + "' is no value of " + field + ", which holds "
                    + field.type().name().toLowerCase(Locale.ROOT) + " values");
        }
        return bound;
    }

    private static Bound textBound(String bound) {
        return value -> value instanceof String text ? Folding.compare(Folding.fold(text), bound) : NOT_COMPARABLE;
    }

    private static @Nullable Bound numberBound(Numbers.@Nullable Exact bound) {
        return bound == null
                ? null
                : value -> switch (value) {
                    case Long number -> bound.compareWith(number);
                    case Double number -> compare(bound, number);
                    case String text -> {
                        Numbers.Exact number = Numbers.parse(text);
                        yield number == null ? NOT_COMPARABLE : bound.compareWith(number);
                    }
                    default -> NOT_COMPARABLE;
                };
    }

    private static int compare(Numbers.Exact bound, double number) {
        if (Double.isNaN(number)) {
            return NOT_COMPARABLE;
        }
        return Double.isInfinite(number) ? number > 0 ? 1 : -1 : bound.compareWith(number);
    }

    private static @Nullable Bound ipBound(@Nullable IpAddress bound) {
        return bound == null
                ? null
                : value ->
                        value instanceof IpAddress address ? Integer.signum(address.compareTo(bound)) : NOT_COMPARABLE;
    }

    private static @Nullable Bound dateBound(@Nullable Instant bound) {
        return bound == null
                ? null
                : value -> value instanceof Instant time ? Integer.signum(time.compareTo(bound)) : NOT_COMPARABLE;
    }
}
