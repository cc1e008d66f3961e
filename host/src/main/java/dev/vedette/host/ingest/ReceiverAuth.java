package dev.vedette.host.ingest;

/** What a request must show before its records are taken in. */
public enum ReceiverAuth {
    /** A token of the role ingest, which says whose records they are. */
    TOKEN,
    /** Nothing: for the loopback address and networks that only senders can reach. */
    NONE
}
