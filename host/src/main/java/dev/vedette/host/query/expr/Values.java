package dev.vedette.host.query.expr;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.Folding;
import dev.vedette.host.query.Numbers;
import dev.vedette.host.query.TimeText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values of any type compare, and what one is as a number, a text or a time. */
public final class Values {
    /** Every value has a place: numbers, times, addresses, truth values, texts. Null comes last. */
    public static final Comparator<@Nullable Object> ORDER = Values::order;

    private static final int NOT_COMPARABLE = Integer.MIN_VALUE;
    private static final int MAX_SHIFT_MILLIS_DIGITS = 18;

    private Values() {}

    /** The one value that stands for a list where a function takes one: the smallest. */
    public static @Nullable Object single(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        Object least = null;
        for (Object member : list) {
            if (least == null || ORDER.compare(member, least) < 0) {
                least = member;
            }
        }
        return least;
    }

    /** The members of a list, or the value alone, or none. */
    public static List<?> members(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    }

    private static int order(@Nullable Object left, @Nullable Object right) {
        Object a = single(left);
        Object b = single(right);
        if (a == null || b == null) {
            return a == null ? b == null ? 0 : 1 : -1;
        }
        int byRank = Integer.compare(rank(a), rank(b));
        if (byRank != 0) {
            return byRank;
        }
        int compared = compare(a, b);
        if (compared != 0 && compared != NOT_COMPARABLE) {
            return compared;
        }
        return compareText(a.toString(), b.toString());
    }

    private static int compareText(String a, String b) {
        return a.compareTo(b);
    }

    private static int rank(Object value) {
        return switch (value) {
            case Number n -> 0;
            case Instant i -> 1;
            case IpAddress ip -> 2;
            case Boolean b -> 3;
            default -> 4;
        };
    }

    /** Whether a member of one is the same as a member of the other; text without regard to case. */
    static boolean equal(@Nullable Object left, @Nullable Object right) {
        return any(left, right, compared -> compared == 0);
    }

    /** Whether some member of one stands in a relation to some member of the other. */
    static boolean any(@Nullable Object left, @Nullable Object right, Relation relation) {
        for (Object a : members(left)) {
            for (Object b : members(right)) {
                int compared = compare(a, b);
                if (compared != NOT_COMPARABLE && relation.holds(compared)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What a comparison may ask of two values: negative, zero or positive, as they compare. */
    @FunctionalInterface
    interface Relation {
        boolean holds(int compared);
    }

    /** Compares two single values: text that reads as the other's type counts as such. */
    private static int compare(Object a, Object b) {
        if (a instanceof String text && b instanceof String other) {
            return sign(Folding.compare(Folding.fold(text), Folding.fold(other)));
        }
        if (a instanceof Boolean || b instanceof Boolean) {
            Boolean one = truth(a);
            Boolean two = truth(b);
            return one == null || two == null ? NOT_COMPARABLE : sign(Boolean.compare(one, two));
        }
        if (a instanceof IpAddress || b instanceof IpAddress) {
            IpAddress one = address(a);
            IpAddress two = address(b);
            return one == null || two == null ? NOT_COMPARABLE : sign(one.compareTo(two));
        }
        if ((a instanceof Instant && !(b instanceof Number)) || (b instanceof Instant && !(a instanceof Number))) {
            Instant one = time(a);
            Instant two = time(b);
            return one == null || two == null ? NOT_COMPARABLE : sign(one.compareTo(two));
        }
        if (a instanceof Long one && b instanceof Long two) {
            return Long.compare(one, two);
        }
        BigDecimal one = exact(a);
        BigDecimal two = exact(b);
        return one == null || two == null ? NOT_COMPARABLE : one.compareTo(two);
    }

    private static int sign(int compared) {
        return Integer.signum(compared);
    }

    private static @Nullable Boolean truth(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        String text = value.toString().toLowerCase(Locale.ROOT);
        return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }

    private static @Nullable IpAddress address(Object value) {
        return value instanceof IpAddress address
                ? address
                : value instanceof String text ? IpAddress.parse(text) : null;
    }

    /** A single value as an address, or null. */
    static @Nullable IpAddress toAddress(@Nullable Object value) {
        return value == null ? null : address(value);
    }

    private static @Nullable Instant time(Object value) {
        return value instanceof Instant time ? time : value instanceof String text ? TimeText.read(text) : null;
    }

    private static @Nullable BigDecimal exact(Object value) {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case Double number -> Double.isFinite(number) ? new BigDecimal(number) : null;
            case Instant time -> BigDecimal.valueOf(millis(time));
            case String text -> Numbers.decimal(text);
            default -> null;
        };
    }

    /** Milliseconds since 1970; times beyond a long's reach are the first or last of them. */
    static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** A value as a number (a Long or a Double), or null: times are milliseconds, text counts if it is a number. */
    public static @Nullable Number number(@Nullable Object value) {
        Object single = single(value);
        return switch (single) {
            case null -> null;
            case Long number -> number;
            case Double number -> number;
            case Boolean truth -> truth ? 1L : 0L;
            case Instant time -> millis(time);
            case String text -> parse(text);
            default -> null;
        };
    }

    private static @Nullable Number parse(String text) {
        BigDecimal number = Numbers.decimal(text.strip());
        if (number == null) {
            return null;
        }
        boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= MAX_SHIFT_MILLIS_DIGITS;
        return whole ? (Number) number.longValue() : (Number) number.doubleValue();
    }

    /** A value as a point in time, or null: numbers are milliseconds since 1970. */
    static @Nullable Instant instant(@Nullable Object value) {
        Object single = single(value);
        return switch (single) {
            case null -> null;
            case Instant time -> time;
            case Long millis -> Instant.ofEpochMilli(millis);
            case String text -> TimeText.read(text);
            default -> null;
        };
    }

    /** A single value as text, or null. */
    public static @Nullable String text(@Nullable Object value) {
        Object single = single(value);
        return single == null ? null : single.toString();
    }

    /** Whether a value counts as true: only {@code true} does. */
    public static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(single(value));
    }
}
