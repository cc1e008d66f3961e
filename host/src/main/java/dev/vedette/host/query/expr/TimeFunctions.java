package dev.vedette.host.query.expr;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of time. */
final class TimeFunctions {
    private TimeFunctions() {}

    static void addTo(Map<String, Definition> all) {
        all.put("now", new Definition("NOW()", 0, 0, new Now()));
        all.put("dateformat", new Definition("DATEFORMAT(time, 'pattern')", 2, 3, new Format()));
    }

    /** Whether a function shows a time in a zone. */
    static boolean needsZone(Function function) {
        return function instanceof Format;
    }

    /** A pattern of letters; a capital Y is meant as the year and not as that of the week. */
    static DateTimeFormatter formatter(String pattern, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern.replace('Y', 'y'), Locale.ROOT)
                .withZone(zone);
    }

    private record Now() implements Function {
        @Override
        public String name() {
            return "NOW";
        }

        @Override
        public Object of(@Nullable Object[] arguments) {
            throw new IllegalStateException("NOW() is prepared before it is asked");
        }

        @Override
        public boolean isPure() {
            return false;
        }

        @Override
        public Function prepared(List<Expression> arguments, Environment environment) {
            return new Fixed("NOW", environment.now());
        }
    }

    private record Fixed(String name, Instant value) implements Function {
        @Override
        public Object of(@Nullable Object[] arguments) {
            return value;
        }
    }

    private record Format() implements Function {
        @Override
        public String name() {
            return "DATEFORMAT";
        }

        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            Instant time = Values.instant(arguments[0]);
            String pattern = Values.text(arguments[1]);
            String zone = arguments.length > 2 ? Values.text(arguments[2]) : null;
            return time == null || pattern == null
                    ? null
                    : format(formatter(pattern, zone == null ? ZoneOffset.UTC : ZoneId.of(zone)), time);
        }

        @Override
        public Function prepared(List<Expression> arguments, Environment environment) {
            String pattern = literal(arguments, 1);
            String zone = literal(arguments, 2);
            if (pattern == null) {
                return this;
            }
            DateTimeFormatter formatter = formatter(pattern, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
            return new Prepared(formatter);
        }

        private static @Nullable String literal(List<Expression> arguments, int index) {
            return index < arguments.size() && arguments.get(index) instanceof Expression.Literal(Object value)
                    ? Values.text(value)
                    : null;
        }
    }

    private record Prepared(DateTimeFormatter formatter) implements Function {
        @Override
        public String name() {
            return "DATEFORMAT";
        }

        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            Instant time = Values.instant(arguments[0]);
            return time == null ? null : format(formatter, time);
        }
    }

    private static @Nullable String format(DateTimeFormatter formatter, Instant time) {
        try {
            return formatter.format(time);
        } catch (DateTimeException e) {
            return null; // a time that the pattern cannot show
        }
    }
}
