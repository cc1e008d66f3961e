package dev.vedette.host.query.expr;

import dev.vedette.api.parse.GuardedPattern;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Functions of text. */
final class TextFunctions {
    private static final int LONGEST = 1 << 20;

    private TextFunctions() {}

    static void addTo(Map<String, Definition> all) {
        all.put("upper", text("UPPER(text)", text -> text.toUpperCase(Locale.ROOT)));
        all.put("lower", text("LOWER(text)", text -> text.toLowerCase(Locale.ROOT)));
        all.put("trim", text("TRIM(text)", String::strip));
        Definition length = text("STRLEN(text)", text -> (long) text.length());
        all.put("strlen", length);
        all.put("len", length);
        all.put("length", length);
        Definition str = text("STR(value)", text -> text);
        all.put("str", str);
        all.put("tostring", str);
        all.put("utf8", text("UTF8(payload)", text -> text));
        Definition part = Definition.of("SUBSTRING(text, start, length)", 2, 3, TextFunctions::substring);
        all.put("substring", part);
        all.put("substr", part);
        all.put("concat", Definition.of("CONCAT(text, ...)", 1, Definition.ANY, TextFunctions::concat));
        all.put("strpos", Definition.of("STRPOS(text, search, from)", 2, 3, TextFunctions::position));
        Definition all2 = new Definition("REPLACEALL(regex, text, replacement)", 3, 3, Replace.REPLACEALL);
        all.put("replaceall", all2);
        all.put("replace", all2);
        all.put("replacefirst", new Definition("REPLACEFIRST(regex, text, replacement)", 3, 3, Replace.REPLACEFIRST));
    }

    @FunctionalInterface
    private interface OfText {
        Object of(String text);
    }

    private static Definition text(String usage, OfText body) {
        return Definition.of(usage, 1, 1, arguments -> {
            String text = Values.text(arguments[0]);
            return text == null ? null : body.of(text);
        });
    }

    /** Positions count from 0, as QRadar's do; what lies outside the text is left out. */
    private static @Nullable Object substring(@Nullable Object[] arguments) {
        String text = Values.text(arguments[0]);
        Number start = Values.number(arguments[1]);
        Number length = arguments.length > 2 ? Values.number(arguments[2]) : Integer.valueOf(Integer.MAX_VALUE);
        if (text == null || start == null || length == null) {
            return null;
        }
        long from = Math.clamp(start.longValue(), 0, text.length());
        long to = Math.clamp(from + Math.clamp(length.longValue(), 0, Integer.MAX_VALUE), from, text.length());
        return text.substring((int) from, (int) to);
    }

    private static @Nullable Object concat(@Nullable Object[] arguments) {
        StringBuilder out = new StringBuilder();
        for (Object argument : arguments) {
            String text = Values.text(argument);
            if (out.length() < LONGEST) {
                out.append(text == null ? "" : text);
            }
        }
        return out.toString();
    }

    private static @Nullable Object position(@Nullable Object[] arguments) {
        String text = Values.text(arguments[0]);
        String search = Values.text(arguments[1]);
        Number from = arguments.length > 2 ? Values.number(arguments[2]) : Integer.valueOf(0);
        return text == null || search == null || from == null
                ? null
                : (Object) (long) text.indexOf(search, Math.clamp(from.longValue(), 0, text.length()));
    }

    /** Replaces what a guarded expression finds; {@code $1} in the replacement is its first group. */
    private enum Replace implements Function {
        REPLACEALL,
        REPLACEFIRST;

        @Override
        public @Nullable Object of(@Nullable Object[] arguments) {
            String regex = Values.text(arguments[0]);
            return regex == null ? null : replace(GuardedPattern.of(regex), arguments);
        }

        @Override
        public Function prepared(List<Expression> arguments, Environment environment) {
            String regex = arguments.get(0) instanceof Expression.Literal(Object value) ? Values.text(value) : null;
            if (regex == null) {
                return this;
            }
            GuardedPattern pattern = GuardedPattern.of(regex);
            Replace same = this;
            return new Function() {
                @Override
                public String name() {
                    return same.name();
                }

                @Override
                public @Nullable Object of(@Nullable Object[] values) {
                    return same.replace(pattern, values);
                }
            };
        }

        private @Nullable Object replace(GuardedPattern pattern, @Nullable Object[] arguments) {
            String text = Values.text(arguments[1]);
            String replacement = Values.text(arguments[2]);
            if (text == null || replacement == null) {
                return text;
            }
            StringBuilder out = new StringBuilder();
            int at = 0;
            while (at <= text.length() && out.length() < LONGEST) {
                MatchResult found = pattern.find(text.subSequence(at, text.length()));
                if (found == null) {
                    break;
                }
                out.append(text, at, at + found.start());
                append(out, replacement, found);
                int end = at + found.end();
                if (found.end() == found.start() && end < text.length()) {
                    out.append(text.charAt(end));
                }
                at = found.end() == found.start() ? end + 1 : end;
                if (this == REPLACEFIRST) {
                    break;
                }
            }
            return at <= text.length() ? out.append(text, at, text.length()).toString() : out.toString();
        }

        private static void append(StringBuilder out, String replacement, MatchResult found) {
            for (int i = 0; i < replacement.length(); i++) {
                char c = replacement.charAt(i);
                char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
                if (c == '$' && next >= '0' && next <= '9') {
                    i++;
                    String group = next - '0' <= found.groupCount() ? found.group(next - '0') : null;
                    out.append(group == null ? "" : group);
                } else {
                    out.append(c);
                }
            }
        }
    }
}
