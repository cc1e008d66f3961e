package dev.vedette.host.rest;

import java.time.Duration;

/**
 * How the API is served.
 *
 * @param host address to listen on; the loopback address unless somebody decides otherwise
 * @param port 0 lets the system choose
 * @param workers threads that answer requests
 * @param waiting requests that may wait for such a thread; further ones are told to come again
 * @param timeout after which a request is answered with an error, whatever it still does
 * @param maxBody bytes of a JSON body
 * @param maxUpload bytes of an uploaded pack
 * @param defaultClient id of the client whose telemetry it is when neither the token nor the call names one
 */
public record ApiSettings(
        String host,
        int port,
        int workers,
        int waiting,
        Duration timeout,
        int maxBody,
        int maxUpload,
        String defaultClient) {
    public static final ApiSettings DEFAULT = new ApiSettings(
            "127.0.0.1", 7514, 8, 256, Duration.ofSeconds(60), 1024 * 1024, 64 * 1024 * 1024, "default");

    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("server.port is between 0 and 65535, not " + port);
        }
        if (workers < 1 || waiting < 1 || maxBody < 1 || maxUpload < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "server: workers, waiting, timeout, maxBody and maxUpload are greater than 0");
        }
    }

    public ApiSettings withPort(int chosen) {
        return new ApiSettings(host, chosen, workers, waiting, timeout, maxBody, maxUpload, defaultClient);
    }
}
