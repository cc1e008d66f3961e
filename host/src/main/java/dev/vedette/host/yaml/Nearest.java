package dev.vedette.host.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** "Did you mean": the known word that is fewest edits away from an unknown one. */
public final class Nearest {
    private Nearest() {}

    /** A sentence part to append to an error: the nearest word, or all of them where none is near. */
    public static String suggestion(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(2, word.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElseGet(() -> "; known are " + String.join(", ", new TreeSet<>(known)));
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
