package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.search.QuerySettings;
import dev.vedette.host.search.SearchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches that take long, and what keeps one user's from being everybody's. */
final class SearchLimitsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final Semaphore gate = new Semaphore(0); // an event passes for each permit
    private final AtomicInteger passed = new AtomicInteger();
    private ApiFixture api;

    @AfterEach
    void stop() throws IOException {
        gate.release(1_000_000);
        api.close();
    }

    private static SearchSettings limits(int workers, int runningPerUser, int queued, Duration runTime, long memory) {
        return new SearchSettings(
                workers,
                runningPerUser,
                queued,
                1000,
                1 << 20,
                runTime,
                Duration.ofHours(1),
                5,
                Duration.ofSeconds(30),
                memory,
                1 << 20,
                2,
                1,
                QuerySettings.DEFAULTS);
    }

    private void start(SearchSettings limits) throws IOException {
        api = new ApiFixture(data, settings -> settings, limits);
        Samples.fill(api.host, Instant.now());
        api.host.events.beforeEach = event -> {
            gate.acquireUninterruptibly();
            passed.incrementAndGet();
        };
    }

    private JsonNode submit(String token, String body, int status) throws IOException {
        return json(api.send(token, "POST", "/api/v1/searches", body), status);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static String path(JsonNode job) {
        return "/api/v1/searches/" + job.get("id").textValue();
    }

    private String state(JsonNode job) throws IOException {
        return json(api.get(ApiFixture.ADMIN, path(job)), 200).get("state").textValue();
    }

    @Test
    void rows_are_there_while_the_search_runs_and_pages_go_on_as_more_are_found() throws IOException {
        start(limits(2, 2, 5, Duration.ofMinutes(1), 1 << 20));
        HttpResponse<String> waited =
                api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches", "{\"last\":\"7d\"}", "Prefer", "wait=1");
        JsonNode job = json(waited, 206);
        assertThat(waited.headers().firstValue("Preference-Applied")).hasValue("wait=1");
        assertThat(job.get("state").textValue()).isEqualTo("EXECUTE");
        gate.release(30);
        await().atMost(SOON)
                .until(() -> json(api.get(ApiFixture.VIEWER, path(job)), 200)
                                .get("rows")
                                .intValue()
                        == 30);
        JsonNode page = json(api.get(ApiFixture.VIEWER, path(job) + "/results?limit=100"), 200);
        assertThat(page.get("complete").booleanValue()).isFalse();
        assertThat(page.get("events")).hasSize(30);
        gate.release(1000);
        await().atMost(SOON).until(() -> state(job).equals("COMPLETED"));
        JsonNode rest = json(
                api.get(
                        ApiFixture.VIEWER,
                        path(job) + "/results?limit=1000&cursor="
                                + page.get("next_cursor").textValue()),
                200);
        assertThat(rest.get("events")).hasSize(372);
        assertThat(rest.get("complete").booleanValue()).isTrue();
    }

    @Test
    void a_cancelled_search_is_over_at_once_and_its_thread_is_free_for_another_one() throws IOException {
        start(limits(1, 1, 5, Duration.ofMinutes(1), 1 << 20));
        JsonNode slow = submit(ApiFixture.VIEWER, "{\"query\":\"root\"}", 202);
        await().atMost(SOON).until(() -> state(slow).equals("EXECUTE"));
        JsonNode waiting = submit(ApiFixture.VIEWER, "{\"query\":\"admin\"}", 202);
        JsonNode next = submit(ApiFixture.VIEWER, "{\"query\":\"backup\"}", 202);
        assertThat(state(waiting)).isEqualTo("WAIT");
        json(api.send(ApiFixture.VIEWER, "DELETE", path(waiting), null), 200);
        assertThat(state(waiting)).isEqualTo("CANCELED");
        JsonNode cancelled = json(api.send(ApiFixture.VIEWER, "DELETE", path(slow), null), 200);
        assertThat(cancelled.get("state").textValue()).isEqualTo("CANCELED");
        gate.release(1); // the event that it was busy with
        await().atMost(SOON).until(() -> state(next).equals("EXECUTE"));
        gate.release(1000);
        await().atMost(SOON).until(() -> state(next).equals("COMPLETED"));
        assertThat(state(slow)).isEqualTo("CANCELED");
        assertThat(json(api.get(ApiFixture.VIEWER, path(slow) + "/export"), 409)
                        .get("detail")
                        .textValue())
                .contains("was cancelled");
        assertThat(api.host.audited)
                .anyMatch(entry -> entry.startsWith("vic search") && entry.contains("outcome=cancelled"));
    }

    @Test
    void who_submits_many_lets_others_go_before_his_next_one() throws IOException {
        start(limits(1, 1, 10, Duration.ofMinutes(1), 1 << 20));
        List<JsonNode> many = new ArrayList<>();
        for (String user : List.of("root", "admin", "backup", "oracle")) {
            many.add(submit(ApiFixture.VIEWER, "{\"limit\":1,\"query\":\"user.name:" + user + "\"}", 202));
        }
        await().atMost(SOON).until(() -> state(many.getFirst()).equals("EXECUTE"));
        JsonNode other = submit(ApiFixture.ANALYST, "{\"limit\":1}", 202);
        gate.release(2); // the row of the first one, and the event that says that there are more
        await().atMost(SOON).until(() -> state(other).equals("EXECUTE"));
        assertThat(state(many.get(1))).isEqualTo("WAIT");
        gate.release(10_000);
    }

    @Test
    void beyond_the_queue_of_a_user_he_is_told_to_come_again_and_nobody_else_is() throws IOException {
        start(limits(1, 1, 2, Duration.ofMinutes(1), 1 << 20));
        JsonNode first = submit(ApiFixture.VIEWER, "{\"query\":\"root\"}", 202);
        await().atMost(SOON).until(() -> state(first).equals("EXECUTE"));
        submit(ApiFixture.VIEWER, "{\"query\":\"admin\"}", 202);
        submit(ApiFixture.VIEWER, "{\"query\":\"backup\"}", 202);
        HttpResponse<String> refused =
                api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches", "{\"query\":\"oracle\"}");
        assertThat(json(refused, 429).get("detail").textValue()).contains("2 searches of 'vic' wait already");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        submit(ApiFixture.ANALYST, "{\"query\":\"oracle\"}", 202);
        JsonNode running = json(api.get(ApiFixture.ADMIN, "/api/v1/searches?running=true"), 200);
        assertThat(running.get("searches")).hasSize(4);
    }

    @Test
    void a_search_that_takes_too_long_ends_with_an_error_and_keeps_what_it_found() throws IOException {
        start(limits(1, 1, 2, Duration.ofMillis(300), 1 << 20));
        JsonNode job = submit(ApiFixture.VIEWER, "{}", 202);
        gate.release(7);
        await().atMost(SOON).until(() -> passed.get() == 7);
        await().pollDelay(Duration.ofMillis(400)).until(() -> true);
        gate.release(1);
        await().atMost(SOON).until(() -> state(job).equals("ERROR"));
        JsonNode over = json(api.get(ApiFixture.VIEWER, path(job)), 200);
        assertThat(over.get("error_messages").get(0).get("message").textValue()).contains("narrow");
        assertThat(over.get("rows").intValue()).isEqualTo(7);
        assertThat(json(api.get(ApiFixture.VIEWER, path(job) + "/results"), 200).get("events"))
                .hasSize(7);
    }

    @Test
    void rows_go_to_disk_where_memory_ends_and_the_oldest_searches_go_where_disk_does() throws IOException {
        start(limits(1, 1, 9, Duration.ofMinutes(1), 1000));
        gate.release(1_000_000);
        JsonNode first = json(
                api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches", "{\"last\":\"7d\"}", "Prefer", "wait=9"), 200);
        assertThat(files()).hasSize(1);
        assertThat(json(api.get(ApiFixture.VIEWER, path(first) + "/results?limit=500"), 200)
                        .get("events"))
                .hasSize(402);
        for (int i = 0; i < 4; i++) {
            json(
                    api.send(
                            ApiFixture.VIEWER,
                            "POST",
                            "/api/v1/searches",
                            "{\"fresh\":true,\"last\":\"7d\"}",
                            "Prefer",
                            "wait=9"),
                    200);
        }
        assertThat(api.get(ApiFixture.VIEWER, path(first)).statusCode()).isEqualTo(404);
        JsonNode kept =
                json(api.get(ApiFixture.VIEWER, "/api/v1/searches"), 200).get("searches");
        assertThat(kept).isNotEmpty().hasSizeLessThan(5);
        assertThat(files()).hasSize(kept.size());
        for (JsonNode job : kept) {
            json(api.send(ApiFixture.VIEWER, "DELETE", path(job), null), 200);
        }
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("searches"))) {
            return files.toList();
        }
    }

    @Test
    void a_reader_that_does_not_read_holds_its_export_back_and_nobody_elses() throws Exception {
        start(limits(1, 1, 2, Duration.ofMinutes(1), 1 << 20));
        String large = "x".repeat(64 * 1024);
        for (int i = 0; i < 1500; i++) {
            api.host.events.append(Samples.event(
                    "large" + i, "acme", Instant.now().minusSeconds(3000 + i), large + i, Map.of("user.name", "big")));
        }
        gate.release(1_000_000);
        JsonNode job = json(
                api.send(
                        ApiFixture.VIEWER,
                        "POST",
                        "/api/v1/searches",
                        "{\"limit\":0,\"query\":\"user.name:big\"}",
                        "Prefer",
                        "wait=20"),
                200);
        int before = passed.get();
        try (Socket slow = new Socket("127.0.0.1", api.server.port())) {
            slow.setReceiveBufferSize(16 * 1024);
            slow.getOutputStream()
                    .write(("GET " + path(job) + "/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + ApiFixture.VIEWER + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> passed.get() < before + 1500);
            assertThat(api.get(ApiFixture.VIEWER, path(job) + "/export").statusCode())
                    .as("a second one of this user")
                    .isEqualTo(429);
            assertThat(api.get(ApiFixture.ADMIN, path(job) + "/export?limit=3")
                            .body()
                            .lines())
                    .hasSize(3);
            assertThat(json(api.get(ApiFixture.ADMIN, path(job)), 200)
                            .get("exports")
                            .intValue())
                    .isEqualTo(1);
        }
        await().atMost(SOON)
                .until(() -> api.host.audited.stream()
                        .anyMatch(entry -> entry.startsWith("vic export") && entry.contains("outcome=incomplete")));
        assertThat(json(api.get(ApiFixture.ADMIN, path(job)), 200)
                        .get("exports")
                        .intValue())
                .isZero();
    }

    @Test
    void a_stream_that_follows_a_running_search_gets_its_events_before_it_is_over() throws Exception {
        start(limits(1, 1, 2, Duration.ofMinutes(1), 1 << 20));
        JsonNode job = submit(ApiFixture.VIEWER, "{\"last\":\"7d\"}", 202);
        try (Socket follower = new Socket("127.0.0.1", api.server.port())) {
            follower.setSoTimeout((int) SOON.toMillis());
            follower.getOutputStream()
                    .write(("GET " + path(job) + "/stream HTTP/1.0\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer "
                                    + ApiFixture.VIEWER + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder read = new StringBuilder();
            gate.release(1);
            readUntil(follower.getInputStream(), read, "\"events\":[{");
            assertThat(state(job)).isEqualTo("EXECUTE");
            gate.release(1000);
            readUntil(follower.getInputStream(), read, "{\"end\":\"COMPLETED\"}");
        }
    }

    private static void readUntil(InputStream in, StringBuilder read, String expected) throws IOException {
        byte[] buffer = new byte[8192];
        while (read.indexOf(expected) < 0) {
            int count = in.read(buffer);
            assertThat(count).as(read.toString()).isPositive();
            read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
    }

    @Test
    void connections_beyond_the_limit_are_closed_and_the_others_go_on() throws Exception {
        api = new ApiFixture(
                data,
                settings -> new ApiSettings(
                        "127.0.0.1", 0, 2, 4, Duration.ofSeconds(5), 1024, 1024, 3, "default", null, false, List.of()));
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(new Socket("127.0.0.1", api.server.port()));
                assertThat(ask(open.getLast())).isEqualTo('H');
            }
            try (Socket beyond = new Socket("127.0.0.1", api.server.port())) {
                assertThat(ask(beyond)).isEqualTo(-1);
            }
            assertThat(ask(open.getFirst())).isEqualTo('H');
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> api.get(null, "/health/livez").statusCode() == 200);
    }

    private static int ask(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        try {
            socket.getOutputStream()
                    .write("GET /health/livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            int first = in.read();
            while (in.available() > 0) {
                in.read();
            }
            return first;
        } catch (java.net.SocketException e) {
            return -1; // reset
        }
    }
}
