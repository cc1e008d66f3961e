package dev.vedette.host.pipeline;

import dev.vedette.host.journal.JournaledRecord;

/**
 * Keeps records that were abandoned, so that they can be listed and replayed. Whoever implements it is thread-safe.
 */
public interface DeadLetters {
    /** Keeps a record; once this returns it survives the next commit. */
    void add(JournaledRecord record, String reason);
}
