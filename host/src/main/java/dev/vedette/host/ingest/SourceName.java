package dev.vedette.host.ingest;

/** What tells the log sources of a receiver apart. */
public enum SourceName {
    /** The sender's address. */
    ADDRESS,
    /** The name in the certificate that the sender shows; of one that shows none, its address. */
    CERTIFICATE
}
