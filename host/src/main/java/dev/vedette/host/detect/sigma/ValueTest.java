package dev.vedette.host.detect.sigma;

import dev.vedette.api.event.IpAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One question about the value of one field. With several values in the field, one that answers yes is enough. */
public sealed interface ValueTest {
    /** The whole value is this text; upper and lower case are the same unless {@code cased}. */
    record Text(TextPattern pattern, boolean cased) implements ValueTest {}

    /** Some place of the value matches. */
    record Regex(String regex, Set<Flag> flags) implements ValueTest {
        /** How an expression is read; Sigma's {@code i}, {@code m} and {@code s}. */
        public enum Flag {
            IGNORE_CASE,
            MULTI_LINE,
            DOT_ALL
        }

        public Regex {
            flags = Set.copyOf(flags);
        }
    }

    /** The value is an address of this network. */
    record Cidr(IpAddress network, int prefixLength) implements ValueTest {}

    /**
     * The value is a number that compares so; or a point in time whose part does.
     *
     * @param number a {@code Long} or {@code Double}
     * @param part null to compare the value itself
     */
    record Compare(Order order, Number number, @Nullable TimePart part) implements ValueTest {}

    /** How two numbers stand. */
    enum Order {
        LT,
        LTE,
        GT,
        GTE,
        EQ;

        /** Whether the sign of a comparison satisfies this. */
        public boolean accepts(int sign) {
            return switch (this) {
                case LT -> sign < 0;
                case LTE -> sign <= 0;
                case GT -> sign > 0;
                case GTE -> sign >= 0;
                case EQ -> sign == 0;
            };
        }
    }

    /** A part of a point in time, in the zone in which it was written. */
    enum TimePart {
        MINUTE,
        HOUR,
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    /** The value stands in this relation to a value of another field; without that field the answer is no. */
    record FieldReference(String field, boolean openStart, boolean openEnd, boolean cased) implements ValueTest {}

    /** The field is there, or is not; {@code null} in a rule is the latter. */
    record Presence(boolean present) implements ValueTest {}
}
