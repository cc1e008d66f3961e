package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import java.time.Instant;
import java.util.List;

/** What the API needs of the records that could not be indexed. */
public interface DeadLetterList {
    /**
     * One of them.
     *
     * @param position in the journal
     * @param text the record as text
     */
    record DeadLetter(long position, Instant receivedAt, String client, String source, String reason, String text) {}

    /** The newest ones, newest first. */
    List<DeadLetter> newest(ClientScope scope, int limit);
}
