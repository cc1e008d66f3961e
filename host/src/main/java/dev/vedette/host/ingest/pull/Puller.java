package dev.vedette.host.ingest.pull;

import java.io.IOException;

/** Fetches from one source; called on one thread at a time. */
public interface Puller extends AutoCloseable {
    /**
     * Fetches what has come since the last time and returns when there is nothing more for now. What was taken is kept
     * when it throws.
     *
     * @throws IOException if the source cannot be reached or is not understood; the message is shown to people
     */
    void fetch(Taking taking) throws IOException, InterruptedException;

    /** Lets connections go. Called when no fetch is under way. */
    @Override
    default void close() {}
}
