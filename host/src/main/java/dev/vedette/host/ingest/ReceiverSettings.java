package dev.vedette.host.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How one receiver is set up.
 *
 * @param id names it in the ledger and in {@code vedette.receiver}
 * @param host address to listen on
 * @param port 0 takes any free one
 * @param client id of the client whose telemetry it takes in
 * @param parser id of the parser that all its records go to, or null to recognise them
 * @param zone of time stamps that carry none, or null for the host's default
 * @param maxRecordBytes what is longer is cut, and counted
 * @param idleTimeout a connection that sends nothing for so long is closed
 * @param maxConnections open at a time
 * @param receiveBufferBytes asked of the kernel for UDP; it may give less
 * @param maxBodyBytes of one HTTP request, after decompression
 * @param path of a file receiver: a file, or a folder whose files are read in the order of their names
 */
public record ReceiverSettings(
        String id,
        ReceiverType type,
        String host,
        int port,
        String client,
        @Nullable String parser,
        @Nullable ZoneId zone,
        int maxRecordBytes,
        Duration idleTimeout,
        int maxConnections,
        int receiveBufferBytes,
        long maxBodyBytes,
        @Nullable Path path) {
    /** Longer than any datagram. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 256 * 1024;

    public static final long DEFAULT_MAX_BODY_BYTES = 64L * 1024 * 1024;

    public ReceiverSettings {
        check(id, !id.isBlank(), "needs an id");
        check(id, port >= 0 && port <= 65_535, "has the port " + port + "; ports go from 0 (any free one) to 65535");
        check(id, !client.isBlank(), "needs a client");
        check(id, maxRecordBytes >= 480, "has maxRecordBytes " + maxRecordBytes + "; at least 480 (RFC 5424, 6.1)");
        check(id, !idleTimeout.isNegative() && !idleTimeout.isZero(), "needs an idleTimeout above zero");
        check(id, maxConnections > 0, "needs maxConnections of at least 1");
        check(id, receiveBufferBytes >= 4096, "needs receiveBufferBytes of at least 4096");
        check(id, maxBodyBytes >= maxRecordBytes, "has maxBodyBytes below maxRecordBytes");
        check(id, type != ReceiverType.FILE || path != null, "is of type file and needs a path");
    }

    private static void check(String id, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("receiver '" + id + "' " + otherwise);
        }
    }

    /** A receiver on the loopback address for the client {@code default}, with the usual limits. */
    public static ReceiverSettings of(String id, ReceiverType type, int port) {
        return new ReceiverSettings(
                id,
                type,
                "127.0.0.1",
                port,
                "default",
                null,
                null,
                DEFAULT_MAX_RECORD_BYTES,
                Duration.ofHours(1),
                1_000,
                8 * 1024 * 1024,
                DEFAULT_MAX_BODY_BYTES,
                null);
    }

    /** A receiver that reads a file or folder once. */
    public static ReceiverSettings ofFile(String id, Path path) {
        return new ReceiverSettings(
                id,
                ReceiverType.FILE,
                "127.0.0.1",
                0,
                "default",
                null,
                null,
                DEFAULT_MAX_RECORD_BYTES,
                Duration.ofHours(1),
                1_000,
                8 * 1024 * 1024,
                DEFAULT_MAX_BODY_BYTES,
                path);
    }

    public ReceiverSettings withHost(String address) {
        return new ReceiverSettings(
                id,
                type,
                address,
                port,
                client,
                parser,
                zone,
                maxRecordBytes,
                idleTimeout,
                maxConnections,
                receiveBufferBytes,
                maxBodyBytes,
                path);
    }

    public ReceiverSettings withClient(String owner) {
        return new ReceiverSettings(
                id,
                type,
                host,
                port,
                owner,
                parser,
                zone,
                maxRecordBytes,
                idleTimeout,
                maxConnections,
                receiveBufferBytes,
                maxBodyBytes,
                path);
    }

    public ReceiverSettings withParser(@Nullable String parserId, @Nullable ZoneId sourceZone) {
        return new ReceiverSettings(
                id,
                type,
                host,
                port,
                client,
                parserId,
                sourceZone,
                maxRecordBytes,
                idleTimeout,
                maxConnections,
                receiveBufferBytes,
                maxBodyBytes,
                path);
    }

    public ReceiverSettings withLimits(int recordBytes, Duration idle, int connections, long bodyBytes) {
        return new ReceiverSettings(
                id,
                type,
                host,
                port,
                client,
                parser,
                zone,
                recordBytes,
                idle,
                connections,
                receiveBufferBytes,
                bodyBytes,
                path);
    }
}
