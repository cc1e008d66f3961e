package dev.vedette.host.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What is particular to receivers that speak HTTP.
 *
 * @param auth whether requests need a token; null for what is usual for the type
 * @param maxBodyBytes of one request, after decompression; 0 for the usual
 */
public record HttpSettings(@Nullable ReceiverAuth auth, long maxBodyBytes) {
    public static final long DEFAULT_MAX_BODY_BYTES = 64L * 1024 * 1024;

    static final HttpSettings DEFAULT = new HttpSettings(null, 0);

    public HttpSettings {
        maxBodyBytes = maxBodyBytes == 0 ? DEFAULT_MAX_BODY_BYTES : maxBodyBytes;
    }
}
