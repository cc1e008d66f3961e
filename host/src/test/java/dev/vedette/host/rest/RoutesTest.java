package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path data;

    private ApiFixture api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiFixture(data, settings -> settings);
        Samples.fill(api.host, Instant.now());
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    @Test
    void an_event_is_flat_dotted_and_keeps_its_raw_record_and_the_types_of_its_values() throws IOException {
        JsonNode event = json(api.get(ApiFixture.VIEWER, "/api/v1/events/j-00000000"));
        assertThat(event.get("source.port").isIntegralNumber()).isTrue();
        assertThat(event.get("event.original").textValue()).startsWith("<38>Jan 31");
        assertThat(event.get("log_sources").get(0).get("product").textValue()).isEqualTo("linux");
        assertThat(event.get("user.name").isTextual()).isTrue();
    }

    @Test
    void a_token_of_one_client_sees_nothing_of_another() throws IOException {
        api.host.events.append(Samples.event("only-beta", "beta", Instant.now(), "secret of beta", Map.of()));
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events/only-beta").statusCode())
                .isEqualTo(200);
        assertThat(api.get(ApiFixture.ACME_VIEWER, "/api/v1/events/only-beta").statusCode())
                .isEqualTo(404);
        assertThat(api.get(ApiFixture.ACME_VIEWER, "/api/v1/offenses/o-2").statusCode())
                .isEqualTo(404);
        assertThat(api.get(ApiFixture.ACME_VIEWER, "/api/v1/offenses").body()).doesNotContain("beta");
        long all = json(api.get(ApiFixture.VIEWER, "/api/v1/events?count=true"))
                .get("count")
                .longValue();
        long acme = json(api.get(ApiFixture.ACME_VIEWER, "/api/v1/events?count=true"))
                .get("count")
                .longValue();
        assertThat(acme).isPositive().isLessThan(all);
        assertThat(json(api.get(ApiFixture.ACME_VIEWER, "/api/v1/status"))
                        .get("store")
                        .get("events")
                        .longValue())
                .isEqualTo(api.host.events.events.stream()
                        .filter(event -> event.raw().origin().client().equals("acme"))
                        .count());
        assertThat(api.get(ApiFixture.ACME_VIEWER, "/metrics").statusCode()).isEqualTo(403);
    }

    @Test
    void the_ledger_of_one_client_says_nothing_that_is_not_known_by_client() throws IOException {
        JsonNode all = json(api.get(ApiFixture.VIEWER, "/api/v1/ledger")).get("totals");
        assertThat(all.get("residue").longValue()).isZero();
        assertThat(all.get("received").longValue()).isEqualTo(402);
        JsonNode acme = json(api.get(ApiFixture.ACME_VIEWER, "/api/v1/ledger"));
        assertThat(acme.get("totals").has("residue")).isFalse();
        assertThat(acme.get("totals").get("filtered").longValue()).isEqualTo(1);
        assertThat(acme.get("sources")
                        .get(0)
                        .get("reasons")
                        .get("filtered")
                        .get("comment")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void a_position_of_dead_letters_in_quotes_is_refused_and_not_passed_over() {
        for (String position : new String[] {"\"5\"", "1.5", "true", "99999999999999999999"}) {
            String body = "{\"source\":\"fw\",\"position\":" + position + "}";
            assertThat(api.send(ApiFixture.ADMIN, "POST", "/api/v1/dead-letters/replay", body)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_broken_query_is_answered_with_its_column() throws IOException {
        HttpResponse<String> answer = api.get(ApiFixture.VIEWER, "/api/v1/events?query=user.name%3Aroot%20AND%20((");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("column").intValue()).isPositive();
        assertThat(json(answer).get("remedy").textValue()).isNotBlank();
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events/top?field=user.nmae")
                        .body())
                .contains("did you mean 'user.name'");
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?query=source.port%3Amany")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_value_that_the_console_puts_in_quotes_is_found_whatever_it_holds() throws IOException {
        String quoted = '"' + Samples.HOSTILE.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        String query = URLEncoder.encode("user.name:" + quoted + " AND NOT user.name:\"root\"", StandardCharsets.UTF_8);
        assertThat(json(api.get(ApiFixture.VIEWER, "/api/v1/events?query=" + query))
                        .get("total")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void times_may_be_a_stretch_or_two_instants_and_never_both() {
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?last=1h").statusCode())
                .isEqualTo(200);
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?from=2026-01-01T00:00:00%2B01:00&to=2026-01-02T00:00:00Z")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?last=1h&from=2026-01-01T00:00:00Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .body())
                .contains("not before");
        assertThat(api.get(ApiFixture.VIEWER, "/api/v1/events?from=yesterday").body())
                .contains("ISO 8601");
    }

    @Test
    void an_analyst_closes_an_offense_once_and_with_a_reason_of_the_vocabulary() throws IOException {
        String path = "/api/v1/offenses/o-1/close";
        assertThat(api.send(ApiFixture.ANALYST, "POST", path, "{\"reason\":\"because\"}")
                        .body())
                .contains("test-alert");
        assertThat(api.send(ApiFixture.ANALYST, "POST", path, "{\"why\":1}").statusCode())
                .isEqualTo(400);
        assertThat(api.send(ApiFixture.ANALYST, "POST", path, "not json").statusCode())
                .isEqualTo(400);
        JsonNode closed = json(api.send(ApiFixture.ANALYST, "POST", path, "{\"reason\":\"test-alert\"}"));
        assertThat(closed.get("closing").get("by").textValue()).isEqualTo("ann");
        assertThat(api.send(ApiFixture.ANALYST, "POST", path, "{\"reason\":\"test-alert\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_report_is_a_download_and_one_that_fails_says_why() {
        HttpResponse<String> made =
                api.send(ApiFixture.VIEWER, "POST", "/api/v1/reports", "{\"name\":\"offenses\",\"format\":\"html\"}");
        assertThat(made.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"vedette-offenses-\\d{4}-\\d\\d-\\d\\d\\.html\"");
        assertThat(made.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(api.send(ApiFixture.VIEWER, "POST", "/api/v1/reports", "{\"name\":\"offenses\",\"format\":\"csv\"}")
                        .body())
                .contains("disk full");
        assertThat(api.send(ApiFixture.VIEWER, "POST", "/api/v1/reports", "{\"name\":\"offenses\",\"format\":\"pdf\"}")
                        .body())
                .contains("There are: html, csv");
    }

    @Test
    void rules_come_with_those_that_were_refused_and_why() throws IOException {
        JsonNode rules = json(api.get(ApiFixture.VIEWER, "/api/v1/rules"));
        assertThat(rules.get("rules").get(0).get("techniques").get(0).textValue())
                .isEqualTo("T1110.001");
        assertThat(rules.get("refused").get(0).get("path").textValue()).isEqualTo("rules/bad.yml");
        assertThat(rules.get("refused").get(0).get("reason").textValue()).isNotBlank();
    }

    @Test
    void a_pack_is_installed_upgraded_rolled_back_and_removed_while_running() throws IOException {
        assertThat(active(upload("1.0.0"))).containsExactly("com.example.empty 1.0.0");
        assertThat(active(upload("1.1.0"))).containsExactly("com.example.empty 1.1.0");
        HttpResponse<String> older = upload("1.0.5");
        assertThat(older.statusCode()).isEqualTo(422);
        assertThat(json(older).get("title").textValue()).contains("not-newer");
        assertThat(json(older).get("detail").textValue()).contains("[not-newer]"); // docs/packs.md goes by the codes
        assertThat(active(api.get(ApiFixture.VIEWER, "/api/v1/packs"))).containsExactly("com.example.empty 1.1.0");
        String path = "/api/v1/packs/com.example.empty";
        assertThat(active(api.send(ApiFixture.ADMIN, "POST", path + "/rollback", null)))
                .containsExactly("com.example.empty 1.0.0");
        assertThat(active(api.send(ApiFixture.ADMIN, "DELETE", path, null))).isEmpty();
        assertThat(api.send(ApiFixture.ADMIN, "DELETE", path, null).statusCode())
                .isEqualTo(404);
        assertThat(api.send(ApiFixture.ADMIN, "POST", "/api/v1/packs", "no zip").body())
                .contains("archive-corrupt")
                .contains("remedy");
    }

    private static List<String> active(HttpResponse<String> answer) throws IOException {
        List<String> active = new ArrayList<>();
        for (JsonNode pack : json(answer).get("packs")) {
            if (pack.get("state").textValue().equals("active")) {
                active.add(
                        pack.get("id").textValue() + " " + pack.get("version").textValue());
            }
        }
        return active;
    }

    private HttpResponse<String> upload(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("pack.yml"));
            zip.write(("""
                pack: 1
                id: com.example.empty
                version: %s
                title: Empty
                requires: { api: ">=1.0.0 <2.0.0", host: ">=0.1.0 <1.0.0", ecs: "9" }
                provides: { rules: [rules/*.yml] }
                license: Apache-2.0
                maintainers: [ "Example" ]
                """.formatted(version)).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("rules/one.yml"));
            zip.write("title: One\n".getBytes(StandardCharsets.UTF_8));
        }
        return api.upload(ApiFixture.ADMIN, "/api/v1/packs", bytes.toByteArray());
    }

    @Test
    void a_body_beyond_the_limit_is_refused() throws IOException {
        try (ApiFixture small = new ApiFixture(
                data.resolve("small"),
                settings -> new ApiSettings(
                        "127.0.0.1",
                        0,
                        2,
                        4,
                        Duration.ofSeconds(5),
                        1024,
                        1024,
                        100,
                        "default",
                        null,
                        false,
                        List.of()))) {
            HttpResponse<String> answer =
                    small.send(ApiFixture.VIEWER, "POST", "/api/v1/explain", "{\"line\":\"" + "x".repeat(5000) + "\"}");
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
