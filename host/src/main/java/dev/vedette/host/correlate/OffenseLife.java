package dev.vedette.host.correlate;

/** How lively an offense is: by the time since the last finding joined it. */
public enum OffenseLife {
    /** A finding joined it lately. */
    ACTIVE,
    /** Nothing for a while; further findings still join. */
    DORMANT,
    /** Nothing for so long that a new finding is a new story. */
    INACTIVE
}
