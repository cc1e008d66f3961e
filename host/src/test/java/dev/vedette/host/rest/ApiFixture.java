package dev.vedette.host.rest;

import dev.vedette.host.access.Access;
import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import dev.vedette.host.access.Role;
import dev.vedette.host.search.SearchSettings;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.tls.TlsFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A running server with one token of each role. */
final class ApiFixture implements AutoCloseable {
    static final String ADMIN = "a".repeat(32);
    static final String ANALYST = "b".repeat(32);
    static final String VIEWER = "c".repeat(32);
    static final String INGEST = "d".repeat(32);
    static final String ACME_VIEWER = "e".repeat(32);

    final Vertx vertx = Vertx.vertx();
    final FakeHost host;
    final ApiServices services;
    final ApiSettings settings;
    final ApiServer server;
    final TlsFiles tls = TlsFiles.start(Clock.systemUTC());
    final Access access;
    private final StateStore state;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiFixture(Path data) throws IOException {
        this(data, settings -> settings);
    }

    ApiFixture(Path data, UnaryOperator<ApiSettings> change) throws IOException {
        this(data, change, SearchSettings.DEFAULT);
    }

    ApiFixture(Path data, UnaryOperator<ApiSettings> change, SearchSettings limits) throws IOException {
        state = StateStore.open(data.resolve("state"));
        access = Access.open(
                data,
                new AccessSettings(List.of(
                        token("root", ADMIN, Role.ADMINISTRATOR),
                        token("ann", ANALYST, Role.ANALYST),
                        token("vic", VIEWER, Role.VIEWER),
                        token("web-1", INGEST, Role.INGEST, "acme"),
                        token("acme-vic", ACME_VIEWER, Role.VIEWER, "acme"))),
                state.access(),
                new SecureRandom(),
                Clock.systemUTC());
        host = new FakeHost(data, limits);
        services = host.services(access);
        settings = change.apply(ApiSettings.DEFAULT.withPort(0));
        server = ApiServer.start(vertx, settings, services, tls);
    }

    private static ConfiguredToken token(String id, String secret, Role role, String... clients) {
        return new ConfiguredToken(id, secret, role, List.of(clients), null, null);
    }

    HttpResponse<String> get(@Nullable String token, String path) {
        return send(token, "GET", path, null);
    }

    HttpResponse<String> send(
            @Nullable String token, String method, String path, @Nullable String body, String... headers) {
        return exchange(
                token, method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> upload(String token, String path, byte[] body) {
        return exchange(token, "POST", path, BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> exchange(
            @Nullable String token, String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        tls.close();
        access.close();
        state.close();
        host.close();
        client.close();
    }
}
