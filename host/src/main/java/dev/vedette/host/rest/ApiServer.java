package dev.vedette.host.rest;

import dev.vedette.host.access.Access;
import dev.vedette.host.tls.TlsFiles;
import dev.vedette.host.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server with the API, the health checks and the console. Runs from {@link #start} to {@link #close}. */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    private static final long PATIENCE_SECONDS = 10;

    private final ApiSettings settings;
    private final HttpServer server;
    private final WorkerExecutor workers;

    private ApiServer(ApiSettings settings, HttpServer server, WorkerExecutor workers) {
        this.settings = settings;
        this.server = server;
        this.workers = workers;
    }

    /**
     * Starts to listen; returns when requests are answered.
     *
     * @throws IOException when the port cannot be had, with the remedy
     */
    public static ApiServer start(Vertx vertx, ApiSettings settings, ApiServices services, TlsFiles tls)
            throws IOException {
        settings.requirePrivacy();
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("vedette-api", settings.workers());
        Router router = Router.router(vertx);
        router.route().handler(context -> secure(context, settings.tls() != null));
        Door door = new Door(router, workers, settings, services.access(), services.clock());
        endpoints(settings, services).forEach(door::mount);
        services.console().accept(router);
        door.mountRest();
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(32 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true)
                .setDecompressionSupported(false)
                .setHandle100ContinueAutomatically(true); // curl waits a second before a large body without it
        TlsSettings files = settings.tls();
        if (files != null) {
            tls.secure(options, files);
        }
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(new ConnectionLimit(settings.maxConnections())::opened)
                .requestHandler(router);
        try {
            await(server.listen(settings.port(), settings.host()));
        } catch (IOException e) {
            workers.close();
            throw new IOException(
                    "cannot listen on " + settings.host() + ":" + settings.port() + " (" + e.getMessage()
                            + "); choose another port with server.port",
                    e);
        }
        if (files != null) {
            tls.watch(
                    files,
                    renewed -> server.updateSSLOptions(renewed)
                            .onFailure(e ->
                                    LOG.error("The API goes on with its certificate of before: {}", e.toString())));
        }
        return new ApiServer(settings, server, workers);
    }

    static List<Endpoint> endpoints(ApiSettings settings, ApiServices services) {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.addAll(new HealthRoutes(services.health(), services.metrics()).endpoints());
        endpoints.addAll(new ContractRoutes().endpoints());
        endpoints.addAll(new EventRoutes(services.events(), services.searches(), services.clock()).endpoints());
        endpoints.addAll(new SearchRoutes(services.searches(), services.clock()).endpoints());
        endpoints.addAll(new StoreRoutes(services.care(), services.clock()).endpoints());
        endpoints.addAll(new BackupRoutes(services.backups(), services.clock()).endpoints());
        endpoints.addAll(new ConnectorRoutes(services.connectors()).endpoints());
        endpoints.addAll(new ForwardRoutes(services.forwards()).endpoints());
        endpoints.addAll(new SourceRoutes(services.sources()).endpoints());
        endpoints.addAll(new OffenseRoutes(services.offenses()).endpoints());
        endpoints.addAll(new RuleRoutes(services.rules()).endpoints());
        endpoints.addAll(new ReportRoutes(services.reports(), services.clock()).endpoints());
        endpoints.addAll(
                new DiagnosisRoutes(services.explainer(), settings.defaultClient(), services.clock()).endpoints());
        endpoints.addAll(new DeadLetterRoutes(services.deadLetters()).endpoints());
        endpoints.addAll(new ReparseRoutes(services.reparse(), services.clock()).endpoints());
        endpoints.addAll(new PackRoutes(services.packs()).endpoints());
        LedgerRoutes ledger = new LedgerRoutes(services.ledger(), services.ledgerHistory(), services.clock());
        endpoints.addAll(ledger.endpoints());
        endpoints.addAll(new StatusRoutes(services.version(), services.clock(), services.events(), ledger).endpoints());
        Access access = services.access();
        endpoints.addAll(new SessionRoutes(access).endpoints());
        endpoints.addAll(new UserRoutes(access.users()).endpoints());
        endpoints.addAll(new TokenRoutes(access.tokens(), services.clock()).endpoints());
        endpoints.addAll(new AuditRoutes(access.audit(), services.clock()).endpoints());
        endpoints.addAll(new IngestRoutes(services.ingest(), settings.defaultClient()).endpoints());
        return List.copyOf(endpoints);
    }

    /** Headers on every answer. No CORS header is ever sent: no other site's page may read anything here. */
    private static void secure(RoutingContext context, boolean encrypted) {
        if (encrypted) {
            context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        context.response()
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("Cache-Control", "no-store");
        context.next();
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Where to reach it from this machine. */
    public URI url() {
        String host = switch (settings.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        };
        return URI.create((settings.tls() == null ? "http" : "https") + "://" + host + ":" + port() + "/");
    }

    /** Stops to listen and lets the requests under way end. */
    @Override
    public void close() throws IOException {
        try {
            await(server.shutdown(PATIENCE_SECONDS / 2, TimeUnit.SECONDS));
        } finally {
            await(workers.close());
        }
    }

    private static void await(Future<?> future) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
