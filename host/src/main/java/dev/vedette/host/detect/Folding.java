package dev.vedette.host.detect;

/**
 * One form for upper and lower case, as {@link String#equalsIgnoreCase} sees it: to upper case, then to lower case, code
 * point by code point. The length in chars never changes, so that places in the folded text are places in the text.
 */
final class Folding {
    private static final char[] ASCII = new char[128];

    static {
        for (char c = 0; c < 128; c++) {
            ASCII[c] = Character.toLowerCase(c);
        }
    }

    private Folding() {}

    static int fold(int codePoint) {
        return codePoint < 128 ? ASCII[codePoint] : Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    static String fold(String text) {
        char[] chars = text.toCharArray();
        fold(chars, chars.length);
        return new String(chars);
    }

    /** Folds in place and gives the hash that {@link String#hashCode} gives for the result. */
    static int fold(char[] chars, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c < 128) {
                c = ASCII[c];
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(chars[i + 1])) {
                int folded = fold(Character.toCodePoint(c, chars[i + 1]));
                chars[i] = Character.highSurrogate(folded);
                hash = 31 * hash + chars[i];
                c = Character.lowSurrogate(folded);
                i++;
            } else {
                c = (char) fold((int) c);
            }
            chars[i] = c;
            hash = 31 * hash + c;
        }
        return hash;
    }
}
