package dev.vedette.host.ingest;

import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A listening TCP socket, its connections, and their idle time and number; what they speak is the protocol's business. */
public final class TcpReceiver extends CountingReceiver {
    private final TcpProtocol protocol;
    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Listening listening;
    private final NetServer server;
    private final long idleTimer;
    private volatile boolean closed;

    TcpReceiver(ReceiverSettings settings, ReceiverParts parts, TcpProtocol protocol) {
        super(settings, parts);
        this.protocol = protocol;
        listening = new Listening(settings, parts, counters);
        server = parts.vertx()
                .createNetServer(listening
                        .options(new NetServerOptions())
                        .setTcpKeepAlive(true)
                        .setReceiveBufferSize(1024 * 1024));
        server.exceptionHandler(listening::broken);
        server.connectHandler(this::connected);
        listening.begin(server.listen(), server::updateSSLOptions);
        // Not the server's own idle timeout: that would also end a connection which is silent because it is paused.
        idleTimer = parts.vertx()
                .setPeriodic(
                        Math.clamp(settings.limits().idleTimeout().toMillis() / 4, 10, 10_000), timer -> closeIdle());
    }

    private void connected(NetSocket socket) {
        if (closed || !listening.admits(socket.remoteAddress(true))) {
            socket.close().onComplete(done -> counters.closed());
            return;
        }
        TcpConnection connection = protocol.accept(socket, this);
        connections.add(connection);
        connection.done().onComplete(done -> {
            connections.remove(connection);
            counters.closed();
        });
    }

    private void closeIdle() {
        long before = parts.clock().millis() - settings.limits().idleTimeout().toMillis();
        connections.forEach(connection -> connection.closeIfIdleSince(before));
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        parts.vertx().cancelTimer(idleTimer);
        List<Future<?>> open = new ArrayList<>();
        connections.forEach(connection -> open.add(connection.stop()));
        Blocking.quietly(settings, Future.join(open).transform(done -> server.close()));
    }
}
