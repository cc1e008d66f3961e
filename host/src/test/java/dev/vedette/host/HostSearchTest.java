package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import dev.vedette.host.access.AuditAction;
import dev.vedette.host.access.AuditFilter;
import dev.vedette.host.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of a whole host, over HTTP: more events than one answer has, tables, whose they are, what is written down. */
class HostSearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 12_345; // more than one answer may have
    private static final int OF_BETA = 45;
    private static final String READER = "reader-of-beta-".repeat(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path temp;

    private static TestHost test;

    @BeforeAll
    static void start() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        test = TestHost.start(
                temp,
                TestHost.settings()
                        .withAccess(new AccessSettings(List.of(
                                new ConfiguredToken("read-beta", READER, Role.ANALYST, List.of("beta"), null, null)))));
        for (int from = 0; from < EVENTS - OF_BETA; from += 4_100) {
            test.http(lines(from, Math.min(from + 4_100, EVENTS - OF_BETA)));
        }
        test.http(test.host.cliToken(), "?client=beta", lines(EVENTS - OF_BETA, EVENTS));
        test.settled(EVENTS);
        test.host.events().refresh();
    }

    @AfterAll
    static void stop() {
        test.close();
        HTTP.close();
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> TestPacks.line("user" + n % 7, "10.0.0." + n % 250, "203.0.113.9", n))
                .toList();
    }

    private static JsonNode submit(String token, String body) throws Exception {
        HttpRequest request = request(token, "/api/v1/searches")
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(test.host.url().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static String admin() throws IOException {
        return test.host.cliToken();
    }

    private static JsonNode results(String token, JsonNode job, String query) throws IOException {
        return test.get(token, "/api/v1/searches/" + job.get("id").asText() + "/results" + query, 200);
    }

    @Test
    void an_export_has_every_event_once_newest_first_and_compressed() throws Exception {
        JsonNode job = submit(admin(), "{\"last\":\"all\",\"limit\":10}");
        assertThat(job.get("total").asInt()).isEqualTo(EVENTS);
        HttpResponse<InputStream> answer = HTTP.send(
                request(admin(), "/api/v1/searches/" + job.get("id").asText() + "/export")
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        Set<String> ids = new HashSet<>();
        String before = "9";
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(answer.body()), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode event = JSON.readTree(line);
                ids.add(event.get("event.id").asText());
                String time = event.get("@timestamp").asText().replace("Z", "");
                assertThat(time).isLessThanOrEqualTo(before);
                before = time;
            }
        }
        assertThat(ids).hasSize(EVENTS);
    }

    @Test
    void pages_lead_through_all_events_with_a_job_and_without_one() throws Exception {
        JsonNode job = submit(admin(), "{\"last\":\"all\",\"limit\":700}");
        List<String> withJob = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = results(admin(), job, "?limit=3000&cursor=" + TestHost.encoded(cursor));
            page.get("events")
                    .forEach(event -> withJob.add(event.get("event.id").asText()));
            cursor = page.path("next_cursor").textValue();
        }
        List<String> without = new ArrayList<>();
        cursor = "";
        while (cursor != null) {
            JsonNode page = test.get("/api/v1/events?last=all&limit=5000&cursor=" + TestHost.encoded(cursor));
            page.get("events")
                    .forEach(event -> without.add(event.get("event.id").asText()));
            cursor = page.path("next_cursor").textValue();
        }
        assertThat(withJob).hasSize(EVENTS).doesNotHaveDuplicates().isEqualTo(without);
    }

    @Test
    void pipes_give_a_table_that_sees_the_clients_of_its_owner_alone() throws Exception {
        String body = "{\"last\":\"all\",\"query\":\"| stats count() as n by user.name | sort -n, user.name\"}";
        JsonNode all = submit(admin(), body);
        assertThat(all.get("kind").asText()).isEqualTo("table");
        assertThat(all.get("state").asText()).isEqualTo("COMPLETED");
        JsonNode table = results(admin(), all, "");
        assertThat(table.get("columns").toString()).isEqualTo("[\"user.name\",\"n\"]");
        assertThat(sum(table)).isEqualTo(EVENTS);
        JsonNode beta = submit(READER, body);
        assertThat(sum(results(READER, beta, ""))).isEqualTo(OF_BETA);
        assertThat(beta.get("id")).isNotEqualTo(all.get("id"));
        test.get(READER, "/api/v1/searches/" + all.get("id").asText(), 404);
    }

    private static int sum(JsonNode table) {
        int sum = 0;
        for (JsonNode row : table.get("rows")) {
            sum += row.get(1).asInt();
        }
        return sum;
    }

    @Test
    void aql_gives_a_table_too_and_its_own_time_wins() throws Exception {
        JsonNode job = submit(
                admin(),
                "{\"last\":\"1h\",\"aql\":\"SELECT user.name, COUNT(*) AS n FROM events GROUP BY user.name"
                        + " ORDER BY n DESC LIMIT 3 LAST 2 DAYS\"}");
        JsonNode table = results(admin(), job, "");
        assertThat(table.get("columns").toString()).isEqualTo("[\"user.name\",\"n\"]");
        assertThat(table.get("rows")).hasSize(3);
        assertThat(Duration.between(
                                Instant.parse(job.get("from").asText()),
                                Instant.parse(job.get("to").asText()))
                        .toDays())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void errors_in_a_pipe_name_the_column() throws Exception {
        JsonNode problem = test.post(
                admin(), "/api/v1/searches", "{\"query\":\"user.name:user1 | stats cuont() by user.name\"}", 400);
        assertThat(problem.get("column").asInt()).isEqualTo(25);
        assertThat(problem.get("detail").asText()).contains("count");
    }

    @Test
    void a_search_and_an_export_are_in_the_audit_log_with_their_text() throws Exception {
        JsonNode job = submit(READER, "{\"last\":\"all\",\"query\":\"acme.n:12344\"}");
        String id = job.get("id").asText();
        HttpResponse<String> exported = HTTP.send(
                request(READER, "/api/v1/searches/" + id + "/export?format=csv").build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(exported.body().lines()).hasSize(2);
        List<String> written = test
                .host
                .access()
                .audit()
                .list(new AuditFilter("read-beta", null, "beta", id, null, null, Long.MAX_VALUE, 100))
                .stream()
                .map(record -> record.entry().action() + " "
                        + record.entry().detail().getOrDefault("outcome", "")
                        + record.entry().detail().get("query"))
                .toList();
        assertThat(written).contains(AuditAction.SEARCH + " acme.n:12344", AuditAction.EXPORT + " begunacme.n:12344");
    }
}
