package dev.vedette.host.query;

import dev.vedette.api.event.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search asks of an event. Values are text as it was typed; the type of the field says how it is read, and a
 * field outside ECS compares numbers as numbers and all else as text. A list matches if one of its members does.
 */
public sealed interface Condition {
    /** Every event. */
    record Everything() implements Condition {}

    /** A value is this one, without regard to case. In a TEXT field: its words stand there in this order. */
    record Equal(Field field, String value) implements Condition {}

    /** A value fits a pattern with {@code *} and {@code ?}, without regard to case; a backslash takes their meaning. */
    record Wildcard(Field field, String pattern) implements Condition {}

    /** A value lies between bounds; a bound that is null is open. */
    record Range(
            Field field, @Nullable String lower, @Nullable String upper, boolean lowerInclusive, boolean upperInclusive)
            implements Condition {}

    /** An address lies in a network, for example {@code 10.0.0.0/8}. */
    record Cidr(Field field, String network) implements Condition {}

    /** The event has the field. */
    record Exists(Field field) implements Condition {}

    /** These words stand, one after the other, in the raw record or in a text field of it, as is message. */
    record Text(String words) implements Condition {}

    /** A word of the raw record or of a text field fits a pattern with {@code *} and {@code ?}. */
    record TextWildcard(String pattern) implements Condition {}

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Not this. */
    record Not(Condition part) implements Condition {}
}
