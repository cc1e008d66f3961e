package dev.vedette.api.detect;

import dev.vedette.api.Incubating;
import org.jspecify.annotations.Nullable;

/**
 * A few named values that the host keeps for a rule under one key; valid for the call that got it, and on its thread
 * only. What is written becomes visible to other workers when the call ends; two calls for the same key never overlap.
 */
@Incubating
public interface KeyedState {
    /**
     * Adds to a counter, which begins at 0, and gives its new value.
     *
     * @param name of the counter, at most 64 characters; at most 16 names under one key
     * @param amount may be negative
     * @throws IllegalArgumentException if one of the limits is exceeded; nothing is changed
     */
    long add(String name, long amount);

    /** The text under a name, or null if none was put there. */
    @Nullable
    String get(String name);

    /**
     * Keeps a text, replacing what was under the name.
     *
     * @param name at most 64 characters; at most 16 names under one key
     * @param value at most 1,024 characters
     * @throws IllegalArgumentException if one of the limits is exceeded; nothing is changed
     */
    void put(String name, String value);

    /** Forgets everything under this key. */
    void clear();
}
