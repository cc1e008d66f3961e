package dev.vedette.host.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was stored.
 *
 * @param id of the record; empty where it is about more than one
 * @param time when the record happened, or, of a missing one, when it was committed
 */
public record IntegrityProblem(
        Kind kind, String id, @Nullable Instant time, String detail) {
    /** What is wrong. */
    public enum Kind {
        /** A record is not there any more. */
        MISSING,
        /** A record, its time or its receipt is another. */
        CHANGED,
        /** A record is there that nobody stored, or twice. */
        ADDED,
        /** The chain itself was changed, cut or lost. */
        CHAIN,
        /** The index cannot be read. */
        INDEX
    }
}
