package dev.vedette.host.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Syslog over TCP: a listening socket, its connections, and their idle time and number. */
final class SyslogTcpReceiver implements Receiver {
    private static final Logger log = LoggerFactory.getLogger(SyslogTcpReceiver.class);

    private final Vertx vertx;
    private final ReceiverSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final ReceiverCounters counters = new ReceiverCounters();
    private final Set<SyslogConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private final long idleTimer;
    private volatile boolean closed;

    SyslogTcpReceiver(Vertx vertx, ReceiverSettings settings, Intake intake, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        server = vertx.createNetServer(new NetServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setTcpKeepAlive(true)
                .setReceiveBufferSize(1024 * 1024));
        server.connectHandler(this::connected);
        Blocking.listen(settings, server.listen());
        // Not the server's own idle timeout: that would also end a connection which is silent because it is paused.
        idleTimer =
                vertx.setPeriodic(Math.clamp(settings.idleTimeout().toMillis() / 4, 10, 10_000), timer -> closeIdle());
    }

    private void connected(NetSocket socket) {
        if (closed || counters.opened() > settings.maxConnections()) {
            if (counters.refused()) {
                log.warn(
                        "Receiver {} turned {} away: {} connections are open, as many as its max-connections allows",
                        settings.id(),
                        socket.remoteAddress(),
                        settings.maxConnections());
            }
            socket.close().onComplete(done -> counters.closed());
            return;
        }
        SyslogConnection connection =
                new SyslogConnection(vertx.getOrCreateContext(), socket, settings, intake, clock, counters);
        connections.add(connection);
        connection.done().onComplete(done -> {
            connections.remove(connection);
            counters.closed();
        });
    }

    private void closeIdle() {
        long before = clock.millis() - settings.idleTimeout().toMillis();
        connections.forEach(connection -> connection.closeIfIdleSince(before));
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public ReceiverStatistics statistics() {
        return counters.snapshot();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        vertx.cancelTimer(idleTimer);
        List<Future<?>> open = new ArrayList<>();
        connections.forEach(connection -> open.add(connection.stop()));
        Blocking.quietly(settings, Future.join(open).transform(done -> server.close()));
    }
}
