package dev.vedette.host.query.expr;

import org.jspecify.annotations.Nullable;

/**
 * A function that queries can call.
 *
 * @param usage how it is written, for messages: {@code SUBSTRING(text, start, length)}
 * @param least how many arguments at least
 * @param most how many at most
 */
record Definition(String usage, int least, int most, Function function) {
    /** Any number of arguments. */
    static final int ANY = 100;

    /** What a function does, with its arguments as they come. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object of(@Nullable Object[] arguments);
    }

    static Definition of(String usage, int least, int most, Body body) {
        return new Definition(usage, least, most, new Named(name(usage), body, false));
    }

    /** One whose value is true or false. */
    static Definition condition(String usage, int least, int most, Body body) {
        return new Definition(usage, least, most, new Named(name(usage), body, true));
    }

    private static String name(String usage) {
        return usage.substring(0, usage.indexOf('('));
    }

    private record Named(String name, Body body, boolean isCondition) implements Function {
        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            return body.of(arguments);
        }
    }
}
