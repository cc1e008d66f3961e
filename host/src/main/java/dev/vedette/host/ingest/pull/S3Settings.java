package dev.vedette.host.ingest.pull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects of an S3 bucket, found by listing it or by notifications in a queue.
 *
 * @param bucket null with {@code queue}: the notifications name it
 * @param prefix of the keys; <code>{yyyy} {MM} {dd} {HH}</code> stand for a UTC time, and every one since {@code lookBack} is
 *     listed
 * @param queue address of an SQS queue that the bucket's notifications go to (directly, through SNS or EventBridge)
 * @param region null is us-east-1, which stores that are only like S3 do not look at
 * @param endpoint of a store that is only like S3 (MinIO, Ceph); null is Amazon's
 * @param accessKeyId null takes the credentials that the machine has (environment, profile, instance role)
 * @param secretAccessKey goes with it; better in {@code secretAccessKeyFile}
 * @param lookBack objects that were last changed before so long are not looked at; null is 2 days
 * @param maxObjectBytes larger objects are left out, and counted as broken
 */
public record S3Settings(
        @Nullable String bucket,
        @Nullable String prefix,
        @Nullable URI queue,
        @Nullable String region,
        @Nullable URI endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable Path secretAccessKeyFile,
        @Nullable Duration lookBack,
        long maxObjectBytes) {
    public S3Settings {
        prefix = prefix == null ? "" : prefix;
        region = region == null ? "us-east-1" : region;
        lookBack = lookBack == null ? Duration.ofDays(2) : lookBack;
        maxObjectBytes = maxObjectBytes == 0 ? 1L << 30 : maxObjectBytes;
        Secret.check(secretAccessKey, secretAccessKeyFile, accessKeyId != null, "s3.secret-access-key");
        if (bucket == null && queue == null) {
            throw new IllegalArgumentException("s3 needs a 'bucket' to list, or a 'queue' with its notifications");
        }
        if (lookBack.toMinutes() < 1 || maxObjectBytes < 1) {
            throw new IllegalArgumentException("s3.look-back is at least a minute, s3.max-object-bytes above zero");
        }
    }

    @Override
    public String prefix() {
        return Objects.requireNonNull(prefix);
    }

    @Override
    public String region() {
        return Objects.requireNonNull(region);
    }

    @Override
    public Duration lookBack() {
        return Objects.requireNonNull(lookBack);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "S3Settings[" + (queue == null ? bucket + "/" + prefix : queue) + "]";
    }
}
