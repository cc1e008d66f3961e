package dev.vedette.host.query;

import java.util.ArrayList;
import java.util.List;

/**
 * What a word is: letters and digits in a row, folded; after {@link #MAX_LENGTH} of them the next word begins. Free text
 * is searched by words.
 */
public final class Words {
    /** The most characters of a word. */
    public static final int MAX_LENGTH = 255;

    private Words() {}

    /** The words of a text in their order. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            boolean inWord = isPart(codePoint);
            if (start >= 0 && (!inWord || next - start > MAX_LENGTH)) {
                words.add(Folding.fold(text.substring(start, i)));
                start = -1;
            }
            if (inWord && start < 0) {
                start = i;
            }
            i = next;
        }
        if (start >= 0) {
            words.add(Folding.fold(text.substring(start)));
        }
        return words;
    }

    /** Whether a code point belongs to a word. */
    public static boolean isPart(int codePoint) {
        return codePoint < 128
                ? (codePoint >= 'a' && codePoint <= 'z')
                        || (codePoint >= '0' && codePoint <= '9')
                        || (codePoint >= 'A' && codePoint <= 'Z')
                : Character.isLetterOrDigit(codePoint);
    }

    /** Whether {@code phrase} stands in {@code words}, one word after the other. */
    public static boolean contains(List<String> words, List<String> phrase) {
        for (int from = 0; from + phrase.size() <= words.size(); from++) {
            if (words.subList(from, from + phrase.size()).equals(phrase)) {
                return true;
            }
        }
        return false;
    }
}
