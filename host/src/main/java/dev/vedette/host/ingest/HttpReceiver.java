package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** A port of its own for HTTP records, on any path; without tokens, so for loopback and trusted networks. */
final class HttpReceiver implements Receiver {
    private final ReceiverSettings settings;
    private final HttpServer server;
    private final ReceiverCounters counters = new ReceiverCounters();
    private volatile boolean closed;

    HttpReceiver(Vertx vertx, ReceiverSettings settings, Intake intake, Clock clock) {
        this.settings = settings;
        HttpIngest ingest = new HttpIngest(vertx, intake, settings.maxRecordBytes(), settings.maxBodyBytes(), clock);
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout((int) Math.clamp(settings.idleTimeout().toSeconds(), 30, 86_400)));
        server.connectionHandler(connection -> {
            if (counters.opened() > settings.maxConnections()) {
                counters.refused();
                connection.close();
            }
            connection.closeHandler(nothing -> counters.closed());
        });
        server.requestHandler(request ->
                ingest.take(request, Origin.of(settings.client(), settings.id()).parser(settings.parser()), counters));
        Blocking.listen(settings, server.listen());
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
        if (!closed) {
            closed = true;
            Blocking.quietly(settings, server.close());
        }
    }
}
