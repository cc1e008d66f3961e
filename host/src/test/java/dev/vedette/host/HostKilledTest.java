package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.event.Field;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.TermCount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9. */
@Tag("acceptance")
class HostKilledTest {
    private static final int BATCH = 100;

    @TempDir
    Path temp;

    private Process serve() throws IOException {
        Path config = Files.writeString(temp.resolve("vedette.yml"), """
            server: { port: 0 }
            receivers: []
            pipeline: { commit-interval: 300ms }
            """);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--data",
                        temp.resolve("data").toString(),
                        "--packs",
                        temp.resolve("packs").toString(),
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("serve.log").toFile())
                .start();
    }

    @Test
    void a_host_that_is_killed_while_it_receives_comes_up_with_every_acknowledged_record_once() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        int acknowledged;
        Process process = serve();
        try {
            Path endpoint = temp.resolve("data").resolve(Host.ENDPOINT_FILE);
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(endpoint) && Files.size(endpoint) > 0);
            Thread killer = new Thread(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(2_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process.destroyForcibly();
            });
            killer.start();
            acknowledged = send(
                    URI.create(Files.readString(endpoint).strip()),
                    Files.readString(temp.resolve("data").resolve(Host.TOKEN_FILE))
                            .strip());
            killer.join();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(acknowledged).isGreaterThan(BATCH);
        try (TestHost again = TestHost.start(temp)) {
            await().untilAsserted(() -> {
                assertThat(again.host.ledger().totals().pending()).isZero();
                assertThat(again.host.ledger().totals().residue()).isZero();
            });
            long stored = again.found("");
            assertThat(stored).isBetween((long) acknowledged, (long) acknowledged + BATCH); // the last answer is lost
            List<TermCount> numbers = again.host
                    .events()
                    .top(ClientScope.ALL, TestHost.plan("", 0), Field.of("acme.n"), (int) stored + 1);
            assertThat(numbers).hasSize((int) stored).allMatch(one -> one.count() == 1);
        }
    }

    /** Sends batches until the host is gone; how many lines it acknowledged. */
    private static int send(URI url, String token) throws InterruptedException {
        int acknowledged = 0;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (true) {
                HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/v1/ingest"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                String.join("\n", HostRestartTest.lines(acknowledged, acknowledged + BATCH))))
                        .build();
                try {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.statusCode()).isEqualTo(200);
                } catch (IOException e) {
                    return acknowledged;
                }
                acknowledged += BATCH;
            }
        }
    }
}
