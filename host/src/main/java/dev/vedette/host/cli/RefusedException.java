package dev.vedette.host.cli;

/** What a host refused, with the place in the text where it is wrong. */
final class RefusedException extends CliException {
    private static final long serialVersionUID = 1;

    private final int column;

    RefusedException(String message, int column) {
        super(message);
        this.column = column;
    }

    /** From 1; 0 where no place was named. */
    int column() {
        return column;
    }
}
