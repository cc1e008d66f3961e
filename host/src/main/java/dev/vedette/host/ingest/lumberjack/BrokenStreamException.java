package dev.vedette.host.ingest.lumberjack;

/** The sender does not follow the protocol; the message says how, and what to do about it. */
final class BrokenStreamException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenStreamException(String message) {
        super(message);
    }
}
