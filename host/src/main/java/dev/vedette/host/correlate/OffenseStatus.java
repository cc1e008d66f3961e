package dev.vedette.host.correlate;

/** What people say about an offense. */
public enum OffenseStatus {
    OPEN,
    CLOSED
}
