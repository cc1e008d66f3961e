package dev.vedette.host.ingest;

import dev.vedette.api.event.IpAddress;
import dev.vedette.host.reference.Cidr;
import dev.vedette.host.tls.TlsSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver listens, and who stands before it.
 *
 * @param host address to listen on; the loopback address by default
 * @param port 0 takes any free one
 * @param receiveBufferBytes asked of the kernel for UDP; it may give less
 * @param tls certificate and key, and whose clients may connect; null for plain text
 * @param proxyProtocol every connection begins with a PROXY header (v1 or v2) that names the real sender
 * @param trustedProxies addresses and networks that may send that header; others are turned away
 */
public record ListenSettings(
        @Nullable String host,
        int port,
        int receiveBufferBytes,
        @Nullable TlsSettings tls,
        boolean proxyProtocol,
        List<String> trustedProxies) {
    static final ListenSettings DEFAULT = onPort(0);

    public ListenSettings {
        host = host == null ? "127.0.0.1" : host;
        receiveBufferBytes = receiveBufferBytes == 0 ? 8 * 1024 * 1024 : receiveBufferBytes;
        trustedProxies = List.copyOf(trustedProxies);
        Check.that(port >= 0 && port <= 65_535, "the port is " + port + "; ports go from 0 (any free one) to 65535");
        Check.that(receiveBufferBytes >= 4096, "receive-buffer-bytes is at least 4096");
        Check.that(
                !proxyProtocol || !trustedProxies.isEmpty(),
                "proxy-protocol needs trusted-proxies: the addresses or networks of the proxies, for whoever may send"
                        + " the header can take any address");
        trustedProxies.forEach(Cidr::parse);
    }

    /** On the loopback address. */
    static ListenSettings onPort(int port) {
        return new ListenSettings(null, port, 0, null, false, List.of());
    }

    ListenSettings behindProxies(List<String> proxies) {
        return new ListenSettings(host, port, receiveBufferBytes, tls, true, proxies);
    }

    ListenSettings withTls(TlsSettings files) {
        return new ListenSettings(host, port, receiveBufferBytes, files, proxyProtocol, trustedProxies);
    }

    @Override
    public String host() {
        return Objects.requireNonNull(host);
    }

    boolean trusts(@Nullable IpAddress proxy) {
        return proxy != null
                && trustedProxies.stream().anyMatch(text -> Cidr.parse(text).contains(proxy));
    }
}
