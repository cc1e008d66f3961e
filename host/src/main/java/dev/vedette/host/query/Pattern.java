package dev.vedette.host.query;

import java.util.Arrays;

/**
 * A pattern with {@code *} (any characters, none included) and {@code ?} (exactly one code point), compared without
 * regard to case. A backslash takes the meaning of the next character away.
 */
public final class Pattern {
    /** Stands for {@code *} in {@link #symbols()}. */
    public static final int ANY = -1;
    /** Stands for {@code ?} in {@link #symbols()}. */
    public static final int ONE = -2;

    private final int[] symbols;

    private Pattern(int[] symbols) {
        this.symbols = symbols;
    }

    /** Reads a pattern; every text is one. */
    public static Pattern of(String text) {
        int[] codePoints = text.codePoints().toArray();
        int[] symbols = new int[codePoints.length];
        int size = 0;
        for (int i = 0; i < codePoints.length; i++) {
            int c = codePoints[i];
            if (c == '\\' && i + 1 < codePoints.length) {
                symbols[size++] = Folding.fold(codePoints[++i]);
            } else if (c == '*') {
                if (size == 0 || symbols[size - 1] != ANY) {
                    symbols[size++] = ANY;
                }
            } else {
                symbols[size++] = c == '?' ? ONE : Folding.fold(c);
            }
        }
        return new Pattern(Arrays.copyOf(symbols, size));
    }

    /** The pattern that only a text and its variants in case fit. */
    public static Pattern literal(String text) {
        return new Pattern(text.codePoints().map(Folding::fold).toArray());
    }

    /** Folded code points, {@link #ANY} and {@link #ONE}. */
    public int[] symbols() {
        return symbols.clone();
    }

    /** Whether it could match a part of a text only if that text were cut at other places than words are. */
    boolean isOneWord() {
        return Arrays.stream(symbols).allMatch(symbol -> symbol < 0 || Words.isPart(symbol));
    }

    /** Whether a whole text fits. */
    public boolean matches(String text) {
        int[] chars = text.codePoints().toArray();
        int at = 0;
        int symbol = 0;
        int star = -1;
        int starAt = 0;
        while (at < chars.length) {
            int wanted = symbol < symbols.length ? symbols[symbol] : Integer.MIN_VALUE;
            if (wanted == ANY) {
                star = symbol++;
                starAt = at;
            } else if (wanted == ONE || wanted == Folding.fold(chars[at])) {
                symbol++;
                at++;
            } else if (star >= 0) {
                symbol = star + 1;
                at = ++starAt;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == ANY) {
            symbol++;
        }
        return symbol == symbols.length;
    }
}
