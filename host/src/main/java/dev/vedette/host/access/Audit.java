package dev.vedette.host.access;

import java.io.IOException;

/** The log of who did what. Nothing is ever changed or taken out of it. Thread-safe. */
public interface Audit {
    /**
     * Writes an entry; it is on the disk when this returns. Call it before what it is about is done: an action that
     * cannot be written down does not happen.
     *
     * @throws IOException if it cannot be written and the action {@linkplain AuditAction#refusedUnwritten() is one that
     *     must not happen then}; entries of the others are counted, and the count is written later
     */
    void record(AuditEntry entry) throws IOException;
}
