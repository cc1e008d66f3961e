package dev.vedette.host.yaml;

/** Text that is no YAML, or YAML of another shape than expected; the message begins with {@code file:line:column}. */
public final class YamlException extends Exception {
    private static final long serialVersionUID = 1;

    private final String path;
    private final int line;
    private final int column;
    private final String reason;

    public YamlException(String path, int line, int column, String reason) {
        super(path + ":" + line + ":" + column + ": " + reason);
        this.path = path;
        this.line = line;
        this.column = column;
        this.reason = reason;
    }

    public String path() {
        return path;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    /** The message without the place. */
    public String reason() {
        return reason;
    }
}
