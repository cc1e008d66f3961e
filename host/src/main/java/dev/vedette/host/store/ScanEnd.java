package dev.vedette.host.store;

/** Why a scan ended. */
public enum ScanEnd {
    /** There is no more. */
    COMPLETE,
    /** Its {@link ScanControl} wanted no more. */
    CANCELLED,
    /** Whoever took the events wanted no more. */
    ENOUGH
}
