package dev.vedette.host.detect.sigma;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards: literal runs and one-place or any-length marks. Two literals never stand side by side, nor do
 * two {@link Mark#ANY}.
 */
public record TextPattern(List<Part> parts) {
    /** A piece of a pattern. */
    public sealed interface Part {}

    /** Characters that stand for themselves. */
    public record Literal(String text) implements Part {}

    /** What stands for something else. */
    public enum Mark implements Part {
        /** {@code *}: any number of characters, line ends included. */
        ANY,
        /** {@code ?}: exactly one character (code point). */
        ONE,
        /** One of the five dashes that Windows takes for a parameter's: {@code - / – — ―}. */
        DASH
    }

    /** The characters that {@link Mark#DASH} stands for. */
    public static final String DASHES = "-/\u2013\u2014\u2015";

    public TextPattern {
        parts = List.copyOf(parts);
    }

    /** A pattern that is this text and nothing else. */
    public static TextPattern literal(String text) {
        return text.isEmpty() ? new TextPattern(List.of()) : new TextPattern(List.of(new Literal(text)));
    }

    /**
     * Reads Sigma's notation: {@code *} and {@code ?} are wildcards; a backslash before one of them or before a backslash
     * takes its meaning away, and is itself where anything else follows.
     */
    public static TextPattern parse(String written) {
        List<Part> parts = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length() && isSpecial(written.charAt(i + 1))) {
                run.append(written.charAt(++i));
            } else if (c == '*' || c == '?') {
                endRun(run, parts);
                parts.add(c == '*' ? Mark.ANY : Mark.ONE);
            } else {
                run.append(c);
            }
        }
        endRun(run, parts);
        return new TextPattern(joined(parts));
    }

    private static boolean isSpecial(char c) {
        return c == '\\' || c == '*' || c == '?';
    }

    private static void endRun(StringBuilder run, List<Part> parts) {
        if (!run.isEmpty()) {
            parts.add(new Literal(run.toString()));
            run.setLength(0);
        }
    }

    private static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part != Mark.ANY || joined.isEmpty() || joined.getLast() != Mark.ANY) {
                joined.add(part);
            }
        }
        return joined;
    }

    /** Whether it is plain text. */
    public boolean isLiteral() {
        return parts.isEmpty() || (parts.size() == 1 && parts.getFirst() instanceof Literal);
    }

    /** The plain text of a pattern that {@link #isLiteral()}. */
    public String literalText() {
        return parts.isEmpty() ? "" : ((Literal) parts.getFirst()).text();
    }

    /** This with {@code *} before it, unless it is there already. */
    public TextPattern openStart() {
        if (!parts.isEmpty() && parts.getFirst() == Mark.ANY) {
            return this;
        }
        List<Part> opened = new ArrayList<>(parts);
        opened.addFirst(Mark.ANY);
        return new TextPattern(opened);
    }

    /** This with {@code *} after it, unless it is there already. */
    public TextPattern openEnd() {
        if (!parts.isEmpty() && parts.getLast() == Mark.ANY) {
            return this;
        }
        List<Part> opened = new ArrayList<>(parts);
        opened.add(Mark.ANY);
        return new TextPattern(opened);
    }

    /**
     * The modifier {@code windash}: each {@code -} or {@code /} that begins a parameter (no word character before it, one
     * after it) becomes {@link Mark#DASH}; dashes inside words stay.
     */
    public TextPattern windash() {
        List<Part> changed = new ArrayList<>();
        for (Part part : parts) {
            if (!(part instanceof Literal literal)) {
                changed.add(part);
                continue;
            }
            StringBuilder run = new StringBuilder();
            String text = literal.text();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                boolean parameter = (c == '-' || c == '/')
                        && (i == 0 || !isWord(text.charAt(i - 1)))
                        && i + 1 < text.length()
                        && isWord(text.charAt(i + 1));
                if (parameter) {
                    endRun(run, changed);
                    changed.add(Mark.DASH);
                } else {
                    run.append(c);
                }
            }
            endRun(run, changed);
        }
        return new TextPattern(changed);
    }

    /** The texts that a pattern of literals and up to three {@link Mark#DASH} stands for; empty for any other pattern. */
    List<String> dashVariants() {
        long dashes = parts.stream().filter(part -> part == Mark.DASH).count();
        boolean others = parts.stream().anyMatch(part -> part == Mark.ANY || part == Mark.ONE);
        if (others || dashes > 3) {
            return List.of();
        }
        List<String> variants = List.of("");
        for (Part part : parts) {
            List<String> longer = new ArrayList<>();
            for (String variant : variants) {
                if (part instanceof Literal literal) {
                    longer.add(variant + literal.text());
                } else {
                    DASHES.chars().forEach(dash -> longer.add(variant + (char) dash));
                }
            }
            variants = longer;
        }
        return variants;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
