package dev.vedette.host.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What is particular to receivers that speak HTTP.
 *
 * @param auth whether requests need a token; a token is the usual
 * @param tokenInQuery whether a token may also stand in the address, as {@code ?token=}; it then is in the logs of proxies
 * @param maxBodyBytes of one request, after decompression; 0 for the usual
 */
public record HttpSettings(@Nullable ReceiverAuth auth, boolean tokenInQuery, long maxBodyBytes) {
    public static final long DEFAULT_MAX_BODY_BYTES = 64L * 1024 * 1024;

    static final HttpSettings DEFAULT = new HttpSettings(null, false, 0);

    public HttpSettings {
        maxBodyBytes = maxBodyBytes == 0 ? DEFAULT_MAX_BODY_BYTES : maxBodyBytes;
    }
}
