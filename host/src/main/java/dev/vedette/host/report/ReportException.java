package dev.vedette.host.report;

/** A report that cannot be made; the message is for the user. */
public final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
