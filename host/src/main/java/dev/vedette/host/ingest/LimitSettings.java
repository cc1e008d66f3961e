package dev.vedette.host.ingest;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one sender may ask of a receiver; 0 and null stand for the usual.
 *
 * @param maxRecordBytes what is longer is cut, and counted
 * @param idleTimeout a connection that sends nothing for so long is closed
 * @param maxConnections open at a time
 */
public record LimitSettings(int maxRecordBytes, @Nullable Duration idleTimeout, int maxConnections) {
    /** Longer than any datagram. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 256 * 1024;

    static final LimitSettings DEFAULT = new LimitSettings(0, null, 0);

    public LimitSettings {
        maxRecordBytes = maxRecordBytes == 0 ? DEFAULT_MAX_RECORD_BYTES : maxRecordBytes;
        idleTimeout = idleTimeout == null ? Duration.ofHours(1) : idleTimeout;
        maxConnections = maxConnections == 0 ? 1_000 : maxConnections;
        Check.that(maxRecordBytes >= 480, "max-record-bytes is at least 480 (RFC 5424, 6.1), not " + maxRecordBytes);
        Check.that(!idleTimeout.isNegative() && !idleTimeout.isZero(), "idle-timeout is above zero");
        Check.that(maxConnections > 0, "max-connections is at least 1");
    }

    @Override
    public Duration idleTimeout() {
        return Objects.requireNonNull(idleTimeout);
    }
}
