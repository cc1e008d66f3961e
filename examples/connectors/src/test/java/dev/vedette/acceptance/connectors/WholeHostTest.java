package dev.vedette.acceptance.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.Host;
import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.Main;
import dev.vedette.host.config.ConfigLoader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host as its file says: it fetches from a broker and a bucket, finds what it fetched, and sends it on. */
@Tag("acceptance")
class WholeHostTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private HostSettings settings(Broker broker, Bucket bucket) throws Exception {
        Path secret = Files.writeString(temp.resolve("secret"), Bucket.SECRET + "\n");
        Path file = Files.writeString(temp.resolve("vedette.yml"), """
                server: { port: 0 }
                receivers: []
                clients: [ { id: acme } ]
                connectors:
                  - id: bus
                    client: acme
                    kafka:
                      brokers: %s
                      topics: [audit]
                      properties: { max.poll.records: 200 }
                  - id: trail
                    interval: 300ms
                    s3:
                      bucket: logs
                      prefix: trail/
                      endpoint: %s
                      access-key-id: %s
                      secret-access-key-file: %s
                  - id: gone
                    rest: { url: "http://127.0.0.1:1/x", cursor: { from: time } }
                forwards:
                  - id: archive
                    client: acme
                    filter: '"record"'
                    file: { folder: %s, compress: none, rotate-after: 1h }
                """.formatted(
                        broker.address(), bucket.endpoint(), Bucket.KEY_ID, secret, temp.resolve("archive")));
        return ConfigLoader.load(HostSettings.DEFAULTS, file, Map.of());
    }

    private static JsonNode get(Host host, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(host.url().resolve(path))
                            .header("Authorization", "Bearer " + host.cliToken())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long found(Host host, String query) {
        return get(host, "/api/v1/events?last=all&count=true&query=" + query)
                .path("count")
                .asLong();
    }

    private List<String> archived() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("archive"))) {
            List<Path> all = files.sorted().toList();
            List<String> lines = new ArrayList<>();
            for (Path file : all) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines;
        }
    }

    @Test
    void what_is_fetched_is_found_once_and_sent_on_over_a_restart() throws Exception {
        Files.createDirectories(temp.resolve("objects"));
        try (Broker broker = new Broker(temp.resolve("broker"));
                Bucket bucket = new Bucket(temp.resolve("objects"))) {
            broker.topic("audit", 3);
            List<String> first =
                    IntStream.range(0, 1_000).mapToObj(i -> "record " + i).toList();
            broker.send("audit", 3, first);
            bucket.put("trail/a.json.gz", Bucket.gzip("{\"Records\":[{\"eventID\":\"t1\"},{\"eventID\":\"t2\"}]}"));
            HostSettings settings = settings(broker, bucket);
            HostFolders folders = new HostFolders(temp.resolve("data"), temp.resolve("packs"), null);
            try (Host host = Host.start(settings, folders, Clock.systemUTC())) {
                await().atMost(LONG).until(() -> found(host, "vedette.receiver:bus") == 1_000);
                await().atMost(LONG).until(() -> found(host, "vedette.receiver:trail") == 2);
                JsonNode connectors = get(host, "/api/v1/connectors").path("connectors");
                assertThat(connectors)
                        .extracting(one -> one.path("id").asText())
                        .containsExactly("bus", "trail", "gone");
                assertThat(connectors.get(0).path("records").asInt()).isEqualTo(1_000);
                assertThat(connectors.get(0).path("state").asText()).isEqualTo("working");
                assertThat(connectors.get(2).path("state").asText()).isEqualTo("failing");
                await().atMost(LONG).until(() -> archived().size() >= 1_000);
                JsonNode forward =
                        get(host, "/api/v1/forwards").path("forwards").get(0);
                assertThat(forward.path("forwarded").asInt()).isEqualTo(1_000);
                assertThat(host.ledger().totals().residue()).isZero();
                assertThat(host.ledger().totals().received()).isGreaterThanOrEqualTo(1_002);
            }
            broker.send(
                    "audit",
                    3,
                    IntStream.range(1_000, 1_100).mapToObj(i -> "record " + i).toList());
            try (Host host = Host.start(settings, folders, Clock.systemUTC())) {
                await().atMost(LONG).until(() -> found(host, "vedette.receiver:bus") >= 1_100);
                await().atMost(LONG).until(() -> archived().size() >= 1_100);
                assertThat(found(host, "vedette.receiver:bus")).isEqualTo(1_100);
                assertThat(found(host, "vedette.receiver:trail")).isEqualTo(2);
                assertThat(archived())
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1_100)
                                .mapToObj(i -> "record " + i)
                                .toList());
            }
        }
    }

    private Process serve() throws IOException {
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
                        temp.resolve("vedette.yml").toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("serve.log").toFile())
                .start();
    }

    @Test
    void a_host_that_is_killed_while_it_fetches_has_everything_once_and_sends_everything_on() throws Exception {
        Files.createDirectories(temp.resolve("objects"));
        Files.createDirectories(temp.resolve("archive"));
        int all = 40_000;
        try (Broker broker = new Broker(temp.resolve("broker"));
                Bucket bucket = new Bucket(temp.resolve("objects"))) {
            broker.topic("audit", 3);
            HostSettings settings = settings(broker, bucket);
            broker.send(
                    "audit",
                    3,
                    IntStream.range(0, all).mapToObj(i -> "record " + i).toList());
            for (int kill = 0; kill < 2; kill++) {
                int enough = archived().size() + 500;
                Process process = serve();
                try {
                    await().atMost(LONG).until(() -> archived().size() >= enough);
                } finally {
                    process.destroyForcibly();
                    process.waitFor();
                }
            }
            HostFolders folders = new HostFolders(temp.resolve("data"), temp.resolve("packs"), null);
            try (Host host = Host.start(settings, folders, Clock.systemUTC())) {
                await().atMost(LONG.multipliedBy(2))
                        .until(() -> found(host, "vedette.receiver:bus") >= all
                                && host.ledger().totals().pending() == 0);
                await().atMost(LONG).until(() -> Set.copyOf(archived()).size() == all);
                assertThat(found(host, "vedette.receiver:bus")).isEqualTo(all);
                assertThat(host.ledger().totals().residue()).isZero();
            }
        }
    }
}
