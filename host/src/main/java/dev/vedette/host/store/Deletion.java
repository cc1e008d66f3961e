package dev.vedette.host.store;

/** When a bucket's events that are past their time go. */
public enum Deletion {
    /** At once. */
    IMMEDIATELY,
    /** When the disk needs the space, the oldest first. */
    ON_DEMAND
}
