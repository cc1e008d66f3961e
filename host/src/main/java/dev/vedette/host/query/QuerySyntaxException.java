package dev.vedette.host.query;

/** A query that cannot be understood; the message says what would be right. */
public final class QuerySyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final int length;
    private final String reason;

    /**
     * An error at a place.
     *
     * @param column from 1
     * @param length how many characters are meant, at least 1
     * @param reason what is wrong and what would be right
     */
    public QuerySyntaxException(int column, int length, String reason) {
        super("column " + column + ": " + reason);
        this.column = column;
        this.length = length;
        this.reason = reason;
    }

    /** Where, from 1. */
    public int column() {
        return column;
    }

    /** How many characters are meant. */
    public int length() {
        return length;
    }

    /** The message without the column. */
    public String reason() {
        return reason;
    }
}
