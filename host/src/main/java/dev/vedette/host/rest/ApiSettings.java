package dev.vedette.host.rest;

import dev.vedette.host.tls.TlsSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param maxConnections that may be open at the same time; further ones are closed at once
 * @param defaultClient id of the client whose telemetry it is when neither the token nor the call names one
 * @param tls certificate and key; null serves plain HTTP
 * @param allowPlaintext whether plain HTTP may be served where others than this machine can reach it
 * @param trustedProxies addresses of proxies whose word is taken for who calls (X-Forwarded-For, X-Forwarded-Proto)
 */
public record ApiSettings(
        String host,
        int port,
        int workers,
        int waiting,
        Duration timeout,
        int maxBody,
        int maxUpload,
        int maxConnections,
        String defaultClient,
        @Nullable TlsSettings tls,
        boolean allowPlaintext,
        List<String> trustedProxies) {
    public static final ApiSettings DEFAULT = new ApiSettings(
            "127.0.0.1",
            7514,
            8,
            256,
            Duration.ofSeconds(60),
            1024 * 1024,
            64 * 1024 * 1024,
            1000,
            "default",
            null,
            false,
            List.of());

    public ApiSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("server.port is between 0 and 65535, not " + port);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("server.max-connections is greater than 0");
        }
        if (workers < 1 || waiting < 1 || maxBody < 1 || maxUpload < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "server: workers, waiting, timeout, maxBody and maxUpload are greater than 0");
        }
    }

    public ApiSettings withPort(int chosen) {
        return new ApiSettings(
                host,
                chosen,
                workers,
                waiting,
                timeout,
                maxBody,
                maxUpload,
                maxConnections,
                defaultClient,
                tls,
                allowPlaintext,
                trustedProxies);
    }

    public ApiSettings withHost(String address) {
        return new ApiSettings(
                address,
                port,
                workers,
                waiting,
                timeout,
                maxBody,
                maxUpload,
                maxConnections,
                defaultClient,
                tls,
                allowPlaintext,
                trustedProxies);
    }

    public ApiSettings withTls(@Nullable TlsSettings files) {
        return new ApiSettings(
                host,
                port,
                workers,
                waiting,
                timeout,
                maxBody,
                maxUpload,
                maxConnections,
                defaultClient,
                files,
                allowPlaintext,
                trustedProxies);
    }

    public ApiSettings withTrustedProxies(List<String> addresses) {
        return new ApiSettings(
                host,
                port,
                workers,
                waiting,
                timeout,
                maxBody,
                maxUpload,
                maxConnections,
                defaultClient,
                tls,
                allowPlaintext,
                addresses);
    }

    /** Refuses to send tokens and passwords through a network in clear, unless somebody decided that. */
    void requirePrivacy() throws UnknownHostException {
        if (tls == null && !allowPlaintext && !InetAddress.getByName(host).isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "server.host " + host + " can be reached from other machines, and without"
                            + " TLS tokens and passwords would cross the network in clear. Set server.tls.certificate and"
                            + " server.tls.key; or, if a TLS proxy stands before it and nothing else reaches the port,"
                            + " set 'server.allow-plaintext: true'");
        }
    }
}
