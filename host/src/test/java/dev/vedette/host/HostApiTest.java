package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.testing.Browser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole host on an empty folder, spoken to as from outside. */
final class HostApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Host host;
    private String token;

    @BeforeEach
    void start() throws IOException {
        HostFolders folders = new HostFolders(folder.resolve("data"), folder.resolve("packs"), null);
        host = Host.start(HostSettings.DEFAULTS.forOneCommand(), folders, Clock.systemUTC());
        token = Files.readString(folder.resolve("data/admin-token")).strip();
    }

    @AfterEach
    void stop() {
        host.close();
        client.close();
    }

    @Test
    void without_any_pack_every_line_sent_is_kept_found_and_accounted_for() throws Exception {
        String lines = IntStream.range(0, 500).mapToObj(i -> "line number " + i).collect(Collectors.joining("\n"));
        assertThat(json(post("/api/v1/ingest?source=s1", lines)).get("accepted").longValue())
                .isEqualTo(500);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> json(get("/api/v1/events?count=true")).get("count").longValue() == 500);
        JsonNode found = json(get("/api/v1/events?query=%22number%20417%22"));
        assertThat(found.get("total").longValue()).isEqualTo(1);
        String id = found.get("events").get(0).get("event.id").textValue();
        assertThat(json(get("/api/v1/events/" + id)).get("event.original").textValue())
                .isEqualTo("line number 417");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode totals = json(get("/api/v1/ledger")).get("totals");
            assertThat(totals.get("indexed").longValue()).isEqualTo(500);
            assertThat(totals.get("residue").longValue()).isZero();
        });
    }

    @Test
    @Tag("acceptance")
    void the_console_shows_a_hostile_line_just_sent_as_text() throws Exception {
        post("/api/v1/ingest", "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> json(get("/api/v1/events?count=true")).get("count").longValue() == 1);
        try (Browser browser = Browser.find()) {
            String page = browser.document(host.url() + "search#token=" + token);
            assertThat(page)
                    .contains("1 event")
                    .contains("&lt;script&gt;document.title='owned'")
                    .doesNotContain("<script>document")
                    .doesNotContain("<title>owned");
        }
    }

    @Test
    void every_view_of_an_empty_host_can_be_had() throws Exception {
        for (String path : new String[] {
            "/health/livez",
            "/health/readyz",
            "/metrics",
            "/api/v1/status",
            "/api/v1/events",
            "/api/v1/events/top?field=source.ip",
            "/api/v1/events/histogram?last=all",
            "/api/v1/offenses",
            "/api/v1/rules",
            "/api/v1/packs",
            "/api/v1/ledger",
            "/api/v1/ledger/minutes",
            "/api/v1/dead-letters",
            "/api/v1/reports",
            "/",
            "/assets/app.js"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/metrics").body()).contains("residue");
        assertThat(post("/api/v1/explain", "{\"line\":\"anything at all\"}").body())
                .contains("unparsed");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(host.url().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .method(method, body)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
