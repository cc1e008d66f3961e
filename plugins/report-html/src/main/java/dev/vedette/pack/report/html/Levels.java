package dev.vedette.pack.report.html;

import java.util.Set;

/** The words for how much something matters, which have a colour each. */
final class Levels {
    private static final Set<String> KNOWN = Set.of("critical", "high", "medium", "low", "informational");

    private Levels() {}

    /** The style class of a word; of words that are none of these the plain one. Never content. */
    static String style(String word) {
        return KNOWN.contains(word) ? "level-" + word : "level-other";
    }

    static boolean isLevel(String word) {
        return KNOWN.contains(word);
    }
}
