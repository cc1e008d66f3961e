package dev.vedette.host.cli;

/** Ends a command with exit code 2 and one line that says what is wrong and what to do. */
class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CliException(String message) {
        super(message, null, false, false);
    }
}
