package dev.vedette.host.rest;

import org.jspecify.annotations.Nullable;

/**
 * Why a request cannot be answered, as RFC 9457 wants it, with what the caller can do about it. Checked: every handler
 * says that it may refuse.
 */
final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final @Nullable String remedy;
    private final int column;
    private final int retryAfterSeconds;

    private Problem(int status, String title, String detail, @Nullable String remedy, int column, int retryAfter) {
        super(detail, null, false, false); // no stack: it is an answer, not a fault
        this.status = status;
        this.title = title;
        this.remedy = remedy;
        this.column = column;
        this.retryAfterSeconds = retryAfter;
    }

    static Problem of(int status, String title, String detail, @Nullable String remedy) {
        return new Problem(status, title, detail, remedy, -1, -1);
    }

    static Problem badRequest(String detail, String remedy) {
        return of(400, "Bad request", detail, remedy);
    }

    /** An error at a place of a text that the caller sent. */
    static Problem at(int column, String title, String detail, String remedy) {
        return new Problem(400, title, detail, remedy, column, -1);
    }

    static Problem unauthorized() {
        return of(
                401,
                "Unauthorized",
                "This needs a token that the host knows.",
                "Send 'Authorization: Bearer TOKEN', or sign in to the console; the administrator's first token is in the file admin-token of the"
                        + " data folder.");
    }

    static Problem forbidden(String detail, String remedy) {
        return of(403, "Forbidden", detail, remedy);
    }

    static Problem notFound(String detail, String remedy) {
        return of(404, "Not found", detail, remedy);
    }

    static Problem conflict(String detail, String remedy) {
        return of(409, "Conflict", detail, remedy);
    }

    static Problem busy(String detail, int seconds) {
        return new Problem(503, "Busy", detail, "Try again in " + seconds + " s, or ask for less.", -1, seconds);
    }

    /** This caller has enough of it already. */
    static Problem tooMany(String detail, int seconds) {
        return new Problem(429, "Too many", detail, "Try again in " + seconds + " s.", -1, seconds);
    }

    static Problem tooMany(String detail, long seconds) {
        return new Problem(
                429, "Too many requests", detail, "Try again in " + seconds + " s.", -1, Math.toIntExact(seconds));
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Nullable
    String remedy() {
        return remedy;
    }

    /** Where in the query the error is, from 1; or -1. */
    int column() {
        return column;
    }

    /** Seconds until another try makes sense; or -1. */
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
