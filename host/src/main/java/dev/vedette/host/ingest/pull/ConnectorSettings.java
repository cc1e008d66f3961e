package dev.vedette.host.ingest.pull;

import dev.vedette.host.ingest.LimitSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one connector is set up: what all have in common, and one of the kinds.
 *
 * @param id names it in the ledger and in {@code vedette.receiver}
 * @param client id of the client that owns the telemetry
 * @param parser id of the parser that all records go to, or null to recognise them
 * @param zone of time stamps that carry none, or null for the client's
 * @param interval between two fetches; a broker is asked all the time
 * @param maxRecordBytes what is longer is cut, and counted
 * @param rest an HTTP API that is asked
 * @param kafka topics that are read as a member of a consumer group
 * @param s3 objects of a bucket
 */
public record ConnectorSettings(
        String id,
        @Nullable String client,
        @Nullable String parser,
        @Nullable ZoneId zone,
        @Nullable Duration interval,
        int maxRecordBytes,
        @Nullable RestSettings rest,
        @Nullable KafkaSettings kafka,
        @Nullable S3Settings s3) {
    public ConnectorSettings {
        client = client == null ? "default" : client;
        interval = interval == null ? usual(kafka, s3) : interval;
        maxRecordBytes = maxRecordBytes == 0 ? LimitSettings.DEFAULT_MAX_RECORD_BYTES : maxRecordBytes;
        check(!id.isBlank() && id.indexOf('/') < 0, "a connector needs an id without '/'");
        String name = "connector '" + id + "' ";
        check(interval.toMillis() >= 100, name + "has an interval below 100 ms");
        check(maxRecordBytes >= 480, name + "has max-record-bytes " + maxRecordBytes + "; at least 480");
        check(
                Stream.of(rest, kafka, s3).filter(Objects::nonNull).count() == 1,
                name + "needs exactly one of the kinds: rest, kafka, s3");
    }

    /** What waits at the other end by itself is asked again at once. */
    private static Duration usual(@Nullable KafkaSettings kafka, @Nullable S3Settings s3) {
        boolean waits = kafka != null || (s3 != null && s3.queue() != null);
        return waits ? Duration.ofMillis(100) : Duration.ofMinutes(1);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String client() {
        return Objects.requireNonNull(client);
    }

    @Override
    public Duration interval() {
        return Objects.requireNonNull(interval);
    }
}
