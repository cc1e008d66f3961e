package dev.vedette.host.parse.declarative;

/** A parser file that cannot be compiled; the message begins with {@code file:line:column} and says the remedy. */
public final class ParserSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    ParserSyntaxException(String message, int line, int column, Throwable cause) {
        super(message, cause);
        this.line = line;
        this.column = column;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
