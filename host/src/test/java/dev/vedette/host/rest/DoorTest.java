package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vedette.host.access.Access;
import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.store.state.StateStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    private static final Reply WELL = Reply.json(JsonNodeFactory.instance.objectNode());

    @TempDir
    Path data;

    @Test
    void while_every_worker_is_busy_a_supervisor_still_hears_that_the_host_lives() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Vertx vertx = Vertx.vertx();
        try (HttpClient client = HttpClient.newHttpClient();
                StateStore state = StateStore.open(data.resolve("state"));
                Access access = Access.open(
                        data, AccessSettings.DEFAULT, state.access(), new SecureRandom(), Clock.systemUTC())) {
            Router router = Router.router(vertx);
            Door door = new Door(
                    router,
                    vertx.createSharedWorkerExecutor("door-test", 1),
                    new ApiSettings(
                            "127.0.0.1",
                            0,
                            1,
                            1,
                            Duration.ofSeconds(60),
                            1024,
                            1024,
                            100,
                            "default",
                            null,
                            false,
                            List.of()),
                    access,
                    Clock.systemUTC());
            door.mount(Endpoint.open("/slow", "test", call -> {
                entered.countDown();
                await(gate);
                return WELL;
            }));
            door.mount(Endpoint.openPrompt("/alive", "test", call -> WELL));
            HttpServer server = vertx.createHttpServer().requestHandler(router);
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            CompletableFuture<HttpResponse<String>> slow =
                    client.sendAsync(get(server, "/slow"), BodyHandlers.ofString());
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(client.send(get(server, "/alive"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.send(get(server, "/alive?x=1"), BodyHandlers.ofString())
                            .statusCode())
                    .as("an unknown parameter")
                    .isEqualTo(400);
            gate.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        } finally {
            gate.countDown();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static HttpRequest get(HttpServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
