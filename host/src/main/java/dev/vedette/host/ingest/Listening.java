package dev.vedette.host.ingest;

import dev.vedette.host.tls.TlsException;
import dev.vedette.host.tls.TlsFiles;
import dev.vedette.host.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every listening TCP port has in common, whether it speaks HTTP or not: options, admission, broken beginnings. */
final class Listening {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);
    private static final int HEADER_SECONDS = 3;

    private final ReceiverSettings settings;
    private final TlsFiles tls;
    private final ReceiverCounters counters;

    Listening(ReceiverSettings settings, ReceiverParts parts, ReceiverCounters counters) {
        this.settings = settings;
        this.tls = parts.tls();
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
        TlsSettings files = listen.tls();
        if (files != null) {
            try {
                tls.secure(options, files);
            } catch (TlsException e) {
                throw ReceiverFailedException.cannotBeSecured(settings, e);
            }
        }
        return options;
    }

    /** Waits until the server listens; from then on it is served with renewed certificates as they come. */
    void begin(Future<?> listening, Function<ServerSSLOptions, Future<Boolean>> update) {
        Blocking.listen(settings, listening);
        TlsSettings files = settings.listen().tls();
        if (files != null) {
            try {
                tls.watch(files, options -> update.apply(options).onFailure(this::notUpdated));
            } catch (TlsException e) {
                throw ReceiverFailedException.cannotBeSecured(settings, e);
            }
        }
    }

    private void notUpdated(Throwable cause) {
        log.warn("Receiver {} goes on with the certificate of before: {}", settings.id(), cause.toString());
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
                    "Receiver {} closed a connection at its beginning: {}. Further ones are counted as broken, and"
                            + " logged ever more seldom",
                    settings.id(),
                    reason(cause));
        }
    }

    private String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("not an SSL/TLS record")) {
            return "the sender speaks plain text, and this port TLS; switch TLS on in the sender, or send to a"
                    + " receiver without it";
        }
        return settings.listen().proxyProtocol() && !(cause instanceof SSLException)
                ? cause + "; every connection must begin with a PROXY header (v1 or v2)"
                : cause.toString();
    }
}
