package dev.vedette.host.detect.sigma;

import dev.vedette.api.parse.GuardedPattern;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Sigma's regular expressions are PCRE's; Java's differ in a few places. Here they are written the Java way: a bracket
 * inside a class is itself, a brace that is no repetition is itself, only a line feed ends a line, POSIX classes and
 * Python's named groups have Java's names.
 */
public final class RegexSyntax {
    /** How many characters a match may look at before it counts as none; about a millisecond. */
    static final int MAX_STEPS = 200_000;

    private RegexSyntax() {}

    /** The expression, ready to run. */
    public static GuardedPattern compile(ValueTest.Regex regex) {
        return GuardedPattern.of(toJava(regex.regex()), flags(regex), MAX_STEPS);
    }

    /** Why the expression is none, or null. */
    static @Nullable String problem(ValueTest.Regex regex) {
        try {
            compile(regex);
            return null;
        } catch (PatternSyntaxException e) {
            return e.getDescription() + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1));
        }
    }

    static int flags(ValueTest.Regex regex) {
        int flags = Pattern.UNIX_LINES;
        for (ValueTest.Regex.Flag flag : regex.flags()) {
            flags |= switch (flag) {
                case IGNORE_CASE -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case MULTI_LINE -> Pattern.MULTILINE;
                case DOT_ALL -> Pattern.DOTALL;
            };
        }
        return flags;
    }

    /** The same expression in Java's notation. */
    public static String toJava(String regex) {
        StringBuilder out = new StringBuilder(regex.length() + 8);
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                out.append(c).append(regex.charAt(i + 1));
                i += 2;
            } else if (c == '[') {
                i = characterClass(regex, i, out);
            } else if (c == '{' && !isRepetition(regex, i)) {
                out.append("\\{");
                i++;
            } else if (regex.startsWith("(?P<", i)) {
                out.append("(?<");
                i += 4;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int characterClass(String regex, int from, StringBuilder out) {
        int i = from + 1;
        out.append('[');
        if (i < regex.length() && regex.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        if (i < regex.length() && regex.charAt(i) == ']') {
            out.append("\\]");
            i++;
        }
        while (i < regex.length() && regex.charAt(i) != ']') {
            char c = regex.charAt(i);
            if (c == '\\' && i + 1 < regex.length()) {
                out.append(c).append(regex.charAt(i + 1));
                i += 2;
            } else if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
                int end = regex.indexOf(":]", i);
                String name = regex.substring(i + 2, end);
                boolean negated = name.startsWith("^");
                String java = posix(negated ? name.substring(1) : name);
                out.append(negated ? "\\P{" : "\\p{").append(java).append('}');
                i = end + 2;
            } else {
                if (c == '[' || c == '&') {
                    out.append('\\');
                }
                out.append(c);
                i++;
            }
        }
        if (i < regex.length()) {
            out.append(']');
        }
        return i + 1;
    }

    private static String posix(String name) {
        return switch (name) {
            case "xdigit" -> "XDigit";
            case "ascii" -> "ASCII";
            default -> name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        };
    }

    private static boolean isRepetition(String regex, int brace) {
        int i = brace + 1;
        int digits = 0;
        while (i < regex.length() && (Character.isDigit(regex.charAt(i)) || regex.charAt(i) == ',')) {
            digits += regex.charAt(i) == ',' ? 0 : 1;
            i++;
        }
        return digits > 0 && Character.isDigit(regex.charAt(brace + 1)) && i < regex.length() && regex.charAt(i) == '}';
    }
}
