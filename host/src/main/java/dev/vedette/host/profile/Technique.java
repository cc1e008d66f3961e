package dev.vedette.host.profile;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the ids of ATT&amp;CK techniques say about each other. */
public final class Technique {
    private static final Pattern ID = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    private Technique() {}

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** {@code T1110} for {@code T1110.003}; null for a technique that is no sub-technique. */
    public static @Nullable String parent(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? null : id.substring(0, dot);
    }

    /** Whether they are the same, or one is a sub-technique of the other. */
    public static boolean related(String a, String b) {
        return a.equals(b) || a.equals(parent(b)) || b.equals(parent(a));
    }
}
