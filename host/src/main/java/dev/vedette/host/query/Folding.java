package dev.vedette.host.query;

/**
 * How case is ignored: code point by code point, so that a text and its folded form have equally many, and a word stays
 * a word. Two texts are the same to a search when their folded forms are equal.
 */
public final class Folding {
    private Folding() {}

    /** The folded form of one code point. */
    public static int fold(int codePoint) {
        if (codePoint < 128) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
        }
        int folded = Character.toLowerCase(Character.toUpperCase(codePoint));
        return Character.isLetterOrDigit(folded) == Character.isLetterOrDigit(codePoint) ? folded : codePoint;
    }

    /** The folded form of a text: the text itself where nothing changes. */
    public static String fold(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128 || (c >= 'A' && c <= 'Z')) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    private static String foldFrom(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            out.appendCodePoint(fold(codePoint));
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    /** Orders folded texts by code points, as their UTF-8 bytes are ordered. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
