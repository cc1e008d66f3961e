package dev.vedette.host.pack;

import java.util.Locale;

/** Where a pack stands in its life. */
public enum PackState {
    /** It is used. */
    ACTIVE,
    /** It is used, except for extensions that the guard has paused or quarantined. */
    QUARANTINED,
    /** It was replaced or removed; calls under way are waited for. */
    DRAINING,
    /** It is in the folder and could not be activated. */
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
