package dev.vedette.host.access;

/** A change of users or tokens that cannot be; the message says what would be right. */
public final class AccessRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    AccessRefusedException(String message) {
        super(message, null, false, false); // no stack: it is an answer, not a fault
    }
}
