package dev.vedette.host.ingest;

/** A running receiver. Thread-safe. */
public interface Receiver extends AutoCloseable {
    /** As configured; also {@link dev.vedette.api.event.Origin#receiver()} of its records. */
    String id();

    /** The port that it listens on, the real one where 0 was configured; 0 where it has none. */
    int port();

    ReceiverStatistics statistics();

    /** Stops taking in; what was read already has been offered when this returns. Does nothing the second time. */
    @Override
    void close();
}
