package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    private ApiFixture api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiFixture(data);
        Samples.fill(api.host, Instant.now());
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    private JsonNode submit(String token, String body) throws IOException {
        return json(api.send(token, "POST", "/api/v1/searches", body, "Prefer", "wait=20"), 200);
    }

    private JsonNode get(String token, String path) throws IOException {
        return json(api.get(token, path), 200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static String path(JsonNode job) {
        return "/api/v1/searches/" + job.get("id").textValue();
    }

    @Test
    void a_search_is_accepted_at_once_and_over_when_somebody_waits_for_it() throws IOException {
        HttpResponse<String> accepted =
                api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches", "{\"query\":\"user.name:root\"}");
        assertThat(accepted.statusCode()).isIn(200, 202);
        String location = accepted.headers().firstValue("Location").orElseThrow();
        JsonNode over =
                json(api.send(ApiFixture.VIEWER, "GET", location, null, "Prefer", "respond-async, wait=20"), 200);
        assertThat(over.get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(over.get("progress").intValue()).isEqualTo(100);
        assertThat(over.get("total").longValue()).isEqualTo(over.get("rows").longValue());
        assertThat(over.get("owner").textValue()).isEqualTo("vic");
        assertThat(get(ApiFixture.VIEWER, location + "/results?limit=1000").get("events"))
                .hasSize(over.get("rows").intValue());
    }

    @Test
    void pages_go_on_from_the_store_where_the_rows_that_are_kept_end() throws IOException {
        JsonNode job = submit(ApiFixture.VIEWER, "{\"limit\":25,\"last\":\"7d\"}");
        assertThat(job.get("rows").intValue()).isEqualTo(25);
        assertThat(job.get("total").intValue()).isEqualTo(402);
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get(ApiFixture.VIEWER, path(job) + "/results?limit=20&cursor=" + encoded(cursor));
            page.get("events").forEach(event -> ids.add(event.get("event.id").textValue()));
            cursor = page.path("next_cursor").textValue();
        }
        assertThat(ids).hasSize(402).doesNotHaveDuplicates();
        assertThat(ids.getFirst()).isEqualTo("j-unparsed");
    }

    @Test
    void events_are_paged_through_without_a_job_too() throws IOException {
        List<String> ids = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = get(ApiFixture.VIEWER, "/api/v1/events?last=7d&limit=100&cursor=" + encoded(next));
            page.get("events").forEach(event -> ids.add(event.get("event.id").textValue()));
            next = page.path("next_cursor").textValue();
        }
        assertThat(ids).hasSize(402).doesNotHaveDuplicates();
    }

    @Test
    void the_same_question_of_the_same_caller_gets_the_search_that_is_there() throws IOException {
        String body = "{\"query\":\"user.name:root\",\"last\":\"1h\"}";
        String id = submit(ApiFixture.VIEWER, body).get("id").textValue();
        assertThat(submit(ApiFixture.VIEWER, body).get("id").textValue()).isEqualTo(id);
        assertThat(submit(ApiFixture.ANALYST, body).get("id").textValue()).isNotEqualTo(id);
        assertThat(submit(ApiFixture.VIEWER, body.replace("1h", "2h")).get("id").textValue())
                .isNotEqualTo(id);
        assertThat(submit(ApiFixture.VIEWER, body.replace("{", "{\"fresh\":true,"))
                        .get("id")
                        .textValue())
                .isNotEqualTo(id);
    }

    @Test
    void a_search_belongs_to_its_owner_and_to_administrators_and_sees_the_clients_of_its_owner() throws IOException {
        JsonNode job = submit(ApiFixture.ACME_VIEWER, "{\"last\":\"7d\",\"limit\":10}");
        assertThat(job.get("total").longValue()).isLessThan(402).isPositive();
        for (String stranger : List.of(ApiFixture.VIEWER, ApiFixture.ANALYST)) {
            for (String below : List.of("", "/results", "/stream", "/export")) {
                assertThat(api.get(stranger, path(job) + below).statusCode()).isEqualTo(404);
            }
            assertThat(api.send(stranger, "DELETE", path(job), null).statusCode())
                    .isEqualTo(404);
            assertThat(get(stranger, "/api/v1/searches").get("searches")).isEmpty();
        }
        JsonNode all = get(ApiFixture.ADMIN, "/api/v1/searches").get("searches");
        assertThat(all).hasSize(1);
        assertThat(all.get(0).get("owner").textValue()).isEqualTo("acme-vic");
        assertThat(all.get(0).has("cpu_ms")).isTrue();
        assertThat(get(ApiFixture.ADMIN, "/api/v1/searches?mine=true").get("searches"))
                .isEmpty();
        String exported = api.get(ApiFixture.ADMIN, path(job) + "/export").body();
        assertThat(exported.lines()).hasSize(job.get("total").intValue());
        for (String line : exported.lines().toList()) {
            String id = JSON.readTree(line).get("event.id").textValue();
            assertThat(api.get(ApiFixture.ACME_VIEWER, "/api/v1/events/" + id).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_broken_query_is_refused_with_its_column_and_validation_says_the_same() throws IOException {
        String broken = "{\"query\":\"user.name:root AND user.nmae:x\"}";
        JsonNode problem = json(api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches", broken), 400);
        assertThat(problem.get("column").intValue()).isEqualTo(20);
        assertThat(problem.get("detail").textValue()).contains("did you mean 'user.name'");
        JsonNode checked = json(api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches/validate", broken), 200);
        assertThat(checked.get("valid").booleanValue()).isFalse();
        JsonNode error = checked.get("error_messages").get(0);
        assertThat(error.get("column").intValue()).isEqualTo(20);
        assertThat(error.get("severity").textValue()).isEqualTo("ERROR");
        JsonNode good =
                json(api.send(ApiFixture.VIEWER, "POST", "/api/v1/searches/validate", "{\"query\":\"root\"}"), 200);
        assertThat(good.get("valid").booleanValue()).isTrue();
        assertThat(good.get("kind").textValue()).isEqualTo("events");
    }

    @Test
    void an_export_in_csv_is_whole_and_no_spreadsheet_runs_it() throws IOException {
        api.host.events.events.clear();
        Instant now = Instant.now();
        for (int i = 0; i < 1500; i++) {
            api.host.events.append(Samples.event(
                    "e" + i,
                    "acme",
                    now.minusSeconds(i),
                    "raw, \"quoted\"\nsecond line " + i,
                    i < 1200
                            ? Map.of("user.name", "=HYPERLINK(\"http://example.com\")", "source.port", 5L)
                            : Map.of("host.name", "@late", "source.port", (long) -i)));
        }
        JsonNode job = submit(ApiFixture.VIEWER, "{\"limit\":1}");
        HttpResponse<String> answer = api.get(ApiFixture.VIEWER, path(job) + "/export?format=csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"vedette-[0-9a-f]{8}\\.csv\"");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        String csv = answer.body();
        assertThat(csv)
                .startsWith("@timestamp,event.id,log_sources,source.port,user.name,event.original,other_fields\r\n");
        assertThat(csv.split("\r\n", -1)).hasSize(1 + 1500 + 1);
        assertThat(csv)
                .contains(",5,\"'=HYPERLINK(\"\"http://example.com\"\")\",\"raw, \"\"quoted\"\"\nsecond line 0\",\r\n")
                .contains(",-1300,,")
                .contains("\"{\"\"host.name\"\":\"\"@late\"\"}\"\r\n");
        assertThat(api.host.audited.getLast())
                .startsWith("vic export {")
                .contains("format=csv", "outcome=complete, 1500 rows");
        assertThat(api.host.audited.getFirst()).startsWith("vic search {");
    }

    @Test
    void a_stream_tells_the_status_the_events_and_the_end() throws IOException {
        JsonNode job = submit(ApiFixture.VIEWER, "{\"last\":\"7d\",\"limit\":1000}");
        HttpResponse<String> stream = api.get(ApiFixture.VIEWER, path(job) + "/stream");
        List<JsonNode> lines = new ArrayList<>();
        for (String line : stream.body().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines.getFirst().get("status").get("state").textValue()).isEqualTo("COMPLETED");
        assertThat(lines.getLast().get("end").textValue()).isEqualTo("COMPLETED");
        HashSet<String> ids = new HashSet<>();
        lines.forEach(line -> line.path("events")
                .forEach(event -> ids.add(event.get("event.id").textValue())));
        assertThat(ids).hasSize(402);
    }

    @Test
    void a_search_that_is_over_is_forgotten_when_it_is_deleted() throws IOException {
        JsonNode job = submit(ApiFixture.VIEWER, "{}");
        json(api.send(ApiFixture.VIEWER, "DELETE", path(job), null), 200);
        assertThat(api.get(ApiFixture.VIEWER, path(job)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_cursor_that_is_none_is_refused() throws IOException {
        JsonNode job = submit(ApiFixture.VIEWER, "{}");
        assertThat(api.get(ApiFixture.VIEWER, path(job) + "/results?cursor=yesterday")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?cursor=yesterday").body())
                .contains("next_cursor");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
