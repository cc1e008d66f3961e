package dev.vedette.host.parse;

import java.util.List;

/**
 * Told why each parser was or was not asked and what each step did; for {@code explain}. Production passes none, and
 * then nothing of this is computed.
 */
public interface ParseTrace {
    /** A parser is about to be asked. */
    void candidate(String parser, String why);

    /** A parser was not asked, or did not take the record. */
    void rejected(String parser, String reason);

    /** A parser took the record: it parsed it, or says that it is broken or to be left out, and why. */
    void taken(String parser, String how);

    /** The record waits for others that belong to it. */
    void held(String parser, String why);

    /**
     * One step of a declarative parser ran or was skipped.
     *
     * @param outcome {@code ran}, or why it was skipped or failed
     * @param changes fields and scratch values that it set, changed or removed
     */
    void step(String parser, String step, String outcome, List<Change> changes);

    /**
     * One field changed.
     *
     * @param value the new value as text; empty when the field was removed
     */
    record Change(String field, String value) {}
}
