package dev.vedette.host.search;

/** A query needs more memory than one query may have; the message says what to do. */
public final class QueryLimitException extends Exception {
    private static final long serialVersionUID = 1L;

    public QueryLimitException(String message) {
        super(message);
    }
}
