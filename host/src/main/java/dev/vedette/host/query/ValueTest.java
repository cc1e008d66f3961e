package dev.vedette.host.query;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a condition on a field asks of one value of that field: the meaning that the index must agree with. */
@FunctionalInterface
public interface ValueTest {
    /** Whether a value (one of the value types of an event, no list) passes. */
    boolean test(Object value);

    /**
     * The test that a condition on a field stands for.
     *
     * @throws IllegalArgumentException if the condition makes no sense for the field's type, saying why
     */
    static ValueTest of(Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> equal(equal.field(), equal.value());
            case Condition.Wildcard wildcard -> wildcard(wildcard.field(), Pattern.of(wildcard.pattern()));
            case Condition.Range range -> RangeTest.of(range);
            case Condition.Cidr cidr -> cidr(cidr.field(), cidr.network());
            case Condition.Exists exists -> value -> true;
            default -> throw new IllegalArgumentException("not a condition on one field: " + condition);
        };
    }

    private static ValueTest equal(Field field, String text) {
        switch (field.type()) {
            case TEXT:
                List<String> phrase = Words.of(text);
                return value -> value instanceof String string && Words.contains(Words.of(string), phrase);
            case KEYWORD:
                String folded = Folding.fold(text);
                return value ->
                        value instanceof String string && Folding.fold(string).equals(folded);
            case ANY:
                return new AnyEqual(text);
            default:
                Object wanted = read(field, text);
                return wanted::equals;
        }
    }

    /** The text as a value of the field's type. */
    private static Object read(Field field, String text) {
        Object value = field.read(text);
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' is no value of " + field + ", which holds "
                    + field.type().name().toLowerCase(Locale.ROOT) + " values");
        }
        return value;
    }

    private static ValueTest wildcard(Field field, Pattern pattern) {
        switch (field.type()) {
            case TEXT:
                boolean oneWord = pattern.isOneWord();
                return value -> value instanceof String string
                        && (oneWord ? Words.of(string).stream().anyMatch(pattern::matches) : pattern.matches(string));
            case KEYWORD:
            case ANY:
                return value -> pattern.matches(value.toString());
            default:
                throw new IllegalArgumentException("wildcards do not go with " + field + ", which holds "
                        + field.type().name().toLowerCase(Locale.ROOT) + " values");
        }
    }

    private static ValueTest cidr(Field field, String text) {
        Cidr cidr = Cidr.parse(text);
        if (cidr == null || (field.type() != FieldType.IP && field.type() != FieldType.ANY)) {
            throw new IllegalArgumentException(
                    cidr == null ? "'" + text + "' is no network" : "a network does not go with " + field);
        }
        return value -> {
            IpAddress address = addressOf(value);
            return address != null && cidr.contains(address);
        };
    }

    /** The address that a value is, or that a vendor wrote as text. */
    private static @Nullable IpAddress addressOf(Object value) {
        return value instanceof IpAddress address
                ? address
                : value instanceof String text ? IpAddress.parse(text) : null;
    }

    /** Equality in a field that may hold any type. */
    final class AnyEqual implements ValueTest {
        private final String folded;
        private final Numbers.@Nullable Exact number;
        private final @Nullable IpAddress address;
        private final @Nullable Object instant;

        AnyEqual(String text) {
            folded = Folding.fold(text);
            number = Numbers.parse(text);
            address = IpAddress.parse(text);
            instant = TimeText.read(text);
        }

        @Override
        public boolean test(Object value) {
            return switch (value) {
                case String string -> Folding.fold(string).equals(folded);
                case Long integer -> number != null && number.compareWith(integer) == 0;
                case Double real ->
                    (number != null && Double.isFinite(real) && number.compareWith(real) == 0)
                            || Folding.fold(real.toString()).equals(folded);
                case Boolean truth -> truth.toString().equals(folded);
                case IpAddress ip -> ip.equals(address);
                case Instant time -> time.equals(instant);
                default -> false;
            };
        }
    }
}
