package dev.vedette.host.ingest;

import io.vertx.core.Future;

/** One sender's connection to a {@link TcpReceiver}; lives on its event loop. */
public interface TcpConnection {
    /** Completes when the connection is closed and all that came of it has been offered, or given up at a stop. */
    Future<Void> done();

    /** Closes it if nothing was read since, unless it is this side that does not read. Thread-safe. */
    void closeIfIdleSince(long millis);

    /** Ends it from this side; gives what was read a while to find room. Thread-safe. */
    Future<Void> stop();
}
