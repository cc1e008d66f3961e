package dev.vedette.host.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one receiver is set up. What is left out (null, or 0 for a limit) has the usual value.
 *
 * @param id names it in the ledger and in {@code vedette.receiver}
 * @param host address to listen on; the loopback address by default
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
        @Nullable String host,
        int port,
        @Nullable String client,
        @Nullable String parser,
        @Nullable ZoneId zone,
        int maxRecordBytes,
        @Nullable Duration idleTimeout,
        int maxConnections,
        int receiveBufferBytes,
        long maxBodyBytes,
        @Nullable Path path) {
    /** Longer than any datagram. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 256 * 1024;

    public static final long DEFAULT_MAX_BODY_BYTES = 64L * 1024 * 1024;

    public ReceiverSettings {
        host = host == null ? "127.0.0.1" : host;
        client = client == null ? "default" : client;
        idleTimeout = idleTimeout == null ? Duration.ofHours(1) : idleTimeout;
        maxRecordBytes = maxRecordBytes == 0 ? DEFAULT_MAX_RECORD_BYTES : maxRecordBytes;
        maxConnections = maxConnections == 0 ? 1_000 : maxConnections;
        receiveBufferBytes = receiveBufferBytes == 0 ? 8 * 1024 * 1024 : receiveBufferBytes;
        maxBodyBytes = maxBodyBytes == 0 ? DEFAULT_MAX_BODY_BYTES : maxBodyBytes;
        check(id, !id.isBlank(), "needs an id");
        check(id, port >= 0 && port <= 65_535, "has the port " + port + "; ports go from 0 (any free one) to 65535");
        check(id, !client.isBlank(), "needs a client");
        check(id, maxRecordBytes >= 480, "has max-record-bytes " + maxRecordBytes + "; at least 480 (RFC 5424, 6.1)");
        check(id, !idleTimeout.isNegative() && !idleTimeout.isZero(), "needs an idle-timeout above zero");
        check(id, maxConnections > 0, "needs max-connections of at least 1");
        check(id, receiveBufferBytes >= 4096, "needs receive-buffer-bytes of at least 4096");
        check(id, maxBodyBytes >= maxRecordBytes, "has max-body-bytes below max-record-bytes");
        check(id, type != ReceiverType.FILE || path != null, "is of type file and needs a path");
    }

    private static void check(String id, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("receiver '" + id + "' " + otherwise);
        }
    }

    @Override
    public String host() {
        return Objects.requireNonNull(host);
    }

    @Override
    public String client() {
        return Objects.requireNonNull(client);
    }

    @Override
    public Duration idleTimeout() {
        return Objects.requireNonNull(idleTimeout);
    }

    /** A receiver on the loopback address for the client {@code default}, with the usual limits. */
    public static ReceiverSettings of(String id, ReceiverType type, int port) {
        return new ReceiverSettings(id, type, null, port, null, null, null, 0, null, 0, 0, 0, null);
    }

    /** A receiver that reads a file or folder once. */
    public static ReceiverSettings ofFile(String id, Path path) {
        return new ReceiverSettings(id, ReceiverType.FILE, null, 0, null, null, null, 0, null, 0, 0, 0, path);
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
