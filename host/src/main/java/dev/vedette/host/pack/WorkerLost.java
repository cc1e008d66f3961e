package dev.vedette.host.pack;

/**
 * Thrown on a worker thread when an abandoned call returns at last. Somebody else has taken over the worker's batch by
 * then: let it unwind and publish nothing. An error, so that no handler of exceptions on the way keeps it.
 */
public final class WorkerLost extends Error {
    private static final long serialVersionUID = 1;

    WorkerLost(String message) {
        super(message, null, false, false);
    }
}
