package dev.vedette.host.ingest;

import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every listening TCP port has in common, whether it speaks HTTP or not: options, admission, broken beginnings. */
final class Listening {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);
    private static final int HEADER_SECONDS = 10;

    private final ReceiverSettings settings;
    private final ReceiverCounters counters;

    Listening(ReceiverSettings settings, ReceiverCounters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    <O extends NetServerOptions> O options(O options) {
        ListenSettings listen = settings.listen();
        options.setHost(listen.host()).setPort(listen.port());
        if (listen.proxyProtocol()) {
            options.setUseProxyProtocol(true)
                    .setProxyProtocolTimeoutUnit(TimeUnit.SECONDS)
                    .setProxyProtocolTimeout(HEADER_SECONDS);
        }
        return options;
    }

    /**
     * Counts a new connection and says whether it may stay.
     *
     * @param peer the other end of the socket: the proxy, where there is one
     */
    boolean admits(@Nullable SocketAddress peer) {
        if (counters.opened() > settings.limits().maxConnections()) {
            refused(
                    peer,
                    settings.limits().maxConnections() + " connections are open, as many as its max-connections"
                            + " allows");
            return false;
        }
        if (settings.listen().proxyProtocol() && !settings.listen().trusts(Peer.address(peer))) {
            refused(peer, "its trusted-proxies do not name this address");
            return false;
        }
        return true;
    }

    private void refused(@Nullable SocketAddress peer, String why) {
        if (counters.refused()) {
            log.warn("Receiver {} turned {} away: {}", settings.id(), peer, why);
        }
    }

    /** A connection ended before it began: in its PROXY header or its TLS handshake. */
    void broken(Throwable cause) {
        if (counters.brokenBeginning()) {
            log.warn(
                    "Receiver {}: a connection was closed at its beginning: {}. {}",
                    settings.id(),
                    cause.toString(),
                    settings.listen().proxyProtocol()
                            ? "Every connection must begin with a PROXY header, v1 or v2"
                            : "Further ones are counted, and logged ever more seldom");
        }
    }
}
