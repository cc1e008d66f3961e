package dev.vedette.api.detect;

import dev.vedette.api.Incubating;
import org.jspecify.annotations.Nullable;

/** A few named values that the host keeps for a rule under one key; valid for the call that got it. */
@Incubating
public interface KeyedState {
    /** Adds to a counter, which begins at 0, and gives its new value. */
    long add(String name, long amount);

    /** The text under a name, or null. */
    @Nullable
    String get(String name);

    /** Keeps a text of at most 1,024 characters. */
    void put(String name, String value);

    /** Forgets everything under this key. */
    void clear();
}
