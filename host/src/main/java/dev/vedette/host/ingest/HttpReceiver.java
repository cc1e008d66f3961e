package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A port of its own that speaks HTTP; what its requests mean is the business of the handler. */
public final class HttpReceiver extends CountingReceiver {
    private final HttpServer server;
    private volatile boolean closed;

    /**
     * Listens.
     *
     * @param handler made for this receiver; takes every request
     * @throws ReceiverFailedException if it cannot listen
     */
    public HttpReceiver(
            ReceiverSettings settings,
            ReceiverParts parts,
            Function<HttpReceiver, Handler<HttpServerRequest>> handler) {
        super(settings, parts);
        Listening listening = new Listening(settings, parts, counters);
        server = parts.vertx()
                .createHttpServer(listening
                        .options(new HttpServerOptions())
                        .setHandle100ContinueAutomatically(true)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(
                                (int) Math.clamp(settings.limits().idleTimeout().toSeconds(), 30, 86_400)));
        server.exceptionHandler(listening::broken);
        server.connectionHandler(connection -> {
            if (!listening.admits(connection.remoteAddress(true))) {
                connection.close();
            }
            connection.closeHandler(nothing -> counters.closed());
        });
        server.requestHandler(handler.apply(this));
        listening.begin(server.listen(), server::updateSSLOptions);
    }

    /** Counts records that were received and cannot be kept, though their sender will not send them again. */
    public void dropped(Origin origin, String reason, long records) {
        counters.dropped(records);
        parts.intake().dropped(origin, reason, records);
    }

    /** The time by which records are received. */
    public Clock clock() {
        return parts.clock();
    }

    @Override
    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Blocking.quietly(settings, server.close());
        }
    }
}
