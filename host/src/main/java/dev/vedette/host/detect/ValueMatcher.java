package dev.vedette.host.detect;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.detect.sigma.RegexSyntax;
import dev.vedette.host.detect.sigma.ValueTest;
import dev.vedette.host.detect.sigma.ValueTest.Order;
import dev.vedette.host.detect.sigma.ValueTest.TimePart;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.List;

/** A {@link ValueTest} that looks at one value (no list). Presence and other fields are not its business. */
sealed interface ValueMatcher {
    boolean matches(Object value);

    static ValueMatcher of(ValueTest test) {
        return switch (test) {
            case ValueTest.Text text -> new Text(new Glob(text.pattern(), text.cased()));
            case ValueTest.Regex regex -> new Regex(RegexSyntax.compile(regex));
            case ValueTest.Cidr cidr -> new Cidr(cidr.network(), cidr.prefixLength());
            case ValueTest.Compare compare ->
                compare.part() == null
                        ? new Compare(compare.order(), compare.number())
                        : new Time(compare.order(), compare.number(), compare.part());
            case ValueTest.FieldReference reference -> new Reference(reference, List.of());
            case ValueTest.Presence ignored ->
                throw new IllegalArgumentException("presence is a matter of the event, not of a value");
        };
    }

    record Text(Glob glob) implements ValueMatcher {
        @Override
        public boolean matches(Object value) {
            return glob.matches(Values.text(value));
        }
    }

    record Regex(GuardedPattern pattern) implements ValueMatcher {
        @Override
        public boolean matches(Object value) {
            return pattern.finds(Values.text(value));
        }
    }

    record Cidr(IpAddress network, int prefixLength) implements ValueMatcher {
        @Override
        public boolean matches(Object value) {
            IpAddress address = value instanceof IpAddress known
                    ? known
                    : value instanceof String text ? IpAddress.parse(text.strip()) : null;
            return address != null && address.isIn(network, prefixLength);
        }
    }

    record Compare(Order order, Number number) implements ValueMatcher {
        @Override
        public boolean matches(Object value) {
            Number seen = Values.number(value);
            return seen != null && order.accepts(Values.compare(seen, number));
        }
    }

    record Time(Order order, Number number, TimePart part) implements ValueMatcher {
        @Override
        public boolean matches(Object value) {
            LocalDateTime time = Values.time(value);
            if (time == null) {
                return false;
            }
            int seen = switch (part) {
                case MINUTE -> time.getMinute();
                case HOUR -> time.getHour();
                case DAY -> time.getDayOfMonth();
                case WEEK -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
                case MONTH -> time.get(ChronoField.MONTH_OF_YEAR);
                case YEAR -> time.getYear();
            };
            return order.accepts(Values.compare((long) seen, number));
        }
    }

    /** Compares with the values of another field, which are known at the time of the event only. */
    record Reference(ValueTest.FieldReference test, List<?> others) implements ValueMatcher {
        Reference with(List<?> values) {
            return new Reference(test, values);
        }

        @Override
        public boolean matches(Object value) {
            String text = cased(Values.text(value));
            for (Object other : others) {
                String part = cased(Values.text(other));
                boolean matches = test.openStart()
                        ? test.openEnd() ? text.contains(part) : text.endsWith(part)
                        : test.openEnd() ? text.startsWith(part) : text.equals(part);
                if (matches) {
                    return true;
                }
            }
            return false;
        }

        private String cased(String text) {
            return test.cased() ? text : Folding.fold(text);
        }
    }
}
