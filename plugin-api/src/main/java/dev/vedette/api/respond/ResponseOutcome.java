package dev.vedette.api.respond;

import dev.vedette.api.Incubating;
import java.util.Objects;

/** What came of executing or undoing a response. Immutable. */
@Incubating
public final class ResponseOutcome {
    private final boolean done;
    private final String message;
    private final String undo;

    private ResponseOutcome(boolean done, String message, String undo) {
        this.done = done;
        this.message = Objects.requireNonNull(message, "message");
        this.undo = Objects.requireNonNull(undo, "undo");
    }

    /**
     * It was done, or had been done already.
     *
     * @param message what was done, in one sentence
     * @param undo what {@link ResponseAction#revert} needs, at most 4,096 characters, for example the id of a firewall
     *     rule; empty if nothing
     */
    public static ResponseOutcome done(String message, String undo) {
        return new ResponseOutcome(true, message, undo);
    }

    /**
     * It was not done, and nothing has changed.
     *
     * @param message why, in one sentence
     */
    public static ResponseOutcome refused(String message) {
        return new ResponseOutcome(false, message, "");
    }

    /** Whether it was done; otherwise nothing has changed. */
    public boolean isDone() {
        return done;
    }

    /** What was done, or why not. */
    public String message() {
        return message;
    }

    /** What undoing needs; kept by the host and shown to nobody. Possibly empty. */
    public String undo() {
        return undo;
    }
}
