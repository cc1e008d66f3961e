package dev.vedette.host.search;

/** A search or export that is not begun; the message says why and what would be right. */
public final class SearchRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean busy;
    private final int column;
    private final int length;

    private SearchRefusedException(String message, boolean busy, int column, int length) {
        super(message, null, false, false);
        this.busy = busy;
        this.column = column;
        this.length = length;
    }

    static SearchRefusedException busy(String message) {
        return new SearchRefusedException(message, true, -1, 0);
    }

    static SearchRefusedException wrong(String message) {
        return new SearchRefusedException(message, false, -1, 0);
    }

    static SearchRefusedException at(int column, int length, String message) {
        return new SearchRefusedException(message, false, column, length);
    }

    /** Whether it may go later, when other searches have come to their end. */
    public boolean busy() {
        return busy;
    }

    /** Where in the text, from 1; or -1. */
    public int column() {
        return column;
    }

    /** How many characters are meant; 0 without a column. */
    public int length() {
        return length;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
