package dev.vedette.host.query.run;

/** A run needs more memory than it may have; the message says what to do. */
public final class LimitReachedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LimitReachedException(String message) {
        super(message);
    }
}
