package dev.vedette.host.query.expr;

import dev.vedette.api.parse.GuardedPattern;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code LIKE}, {@code MATCHES} and their kin: whether a text, or a member of a list, fits a pattern. */
enum TextMatch implements Function {
    /** {@code %} for any characters and {@code _} for one; case counts. */
    LIKE,
    /** The same without regard to case. */
    ILIKE,
    /** A regular expression that fits somewhere; case counts. */
    MATCHES,
    /** The same without regard to case. */
    IMATCHES;

    @Override
    public boolean isCondition() {
        return true;
    }

    /** The expression as it is compiled; whoever reads a query calls this once, to see whether it is one. */
    GuardedPattern compile(String pattern) {
        int flags = Pattern.DOTALL
                | (this == ILIKE || this == IMATCHES ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        boolean like = this == LIKE || this == ILIKE;
        return GuardedPattern.of(like ? likeToRegex(pattern) : pattern, flags, GuardedPattern.DEFAULT_STEPS);
    }

    private static String likeToRegex(String pattern) {
        StringBuilder regex = new StringBuilder("\\A");
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escaped = c == '\\' && i + 1 < pattern.length() && "%_\\".indexOf(pattern.charAt(i + 1)) >= 0;
            if (!escaped && (c == '%' || c == '_')) {
                regex.append(literal.isEmpty() ? "" : Pattern.quote(literal.toString()));
                literal.setLength(0);
                regex.append(c == '%' ? ".*?" : ".");
            } else {
                i += escaped ? 1 : 0;
                literal.append(pattern.charAt(i));
            }
        }
        return regex.append(literal.isEmpty() ? "" : Pattern.quote(literal.toString()))
                .append("\\z")
                .toString();
    }

    /** A {@code LIKE} pattern as the search bar writes it. */
    static String likeToWildcard(String pattern) {
        StringBuilder wildcard = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean escaped = c == '\\' && i + 1 < pattern.length() && "%_\\".indexOf(pattern.charAt(i + 1)) >= 0;
            if (!escaped && (c == '%' || c == '_')) {
                wildcard.append(c == '%' ? '*' : '?');
            } else {
                i += escaped ? 1 : 0;
                char literal = pattern.charAt(i);
                wildcard.append(literal == '*' || literal == '?' || literal == '\\' ? "\\" : "")
                        .append(literal);
            }
        }
        return wildcard.toString();
    }

    @Override
    public @Nullable Object of(@Nullable Object[] arguments) {
        String pattern = Values.text(arguments[1]);
        return pattern != null && matches(compile(pattern), arguments[0]);
    }

    private static boolean matches(GuardedPattern pattern, @Nullable Object value) {
        for (Object member : Values.members(value)) {
            if (pattern.finds(member.toString())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Function prepared(List<Expression> arguments, Environment environment) {
        String text = arguments.get(1) instanceof Expression.Literal(Object value) ? Values.text(value) : null;
        if (text == null) {
            return this;
        }
        GuardedPattern pattern = compile(text);
        TextMatch same = this;
        return new Function() {
            @Override
            public String name() {
                return same.name();
            }

            @Override
            public Object of(@Nullable Object[] values) {
                return matches(pattern, values[0]);
            }
        };
    }
}
