package dev.vedette.host.parse.declarative;

import dev.vedette.host.yaml.YamlException;

/** A parser file that cannot be compiled; the message begins with {@code file:line:column} and says the remedy. */
public final class ParserSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    ParserSyntaxException(YamlException cause) {
        super(cause.getMessage(), cause);
        this.line = cause.line();
        this.column = cause.column();
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
