package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.pipeline.ReparseRequest;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.rest.Endpoint.Gate;
import dev.vedette.host.rest.Endpoint.Work;
import dev.vedette.host.source.Reading;
import dev.vedette.host.source.SourceId;
import dev.vedette.host.store.state.DeadLetter;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds openapi.yaml and the routes against each other, and answers of a running server against the schemas. */
final class ContractTest {
    @TempDir
    static Path data;

    private static ApiFixture api;
    private static Contract contract;

    @BeforeAll
    static void start() throws Exception {
        api = new ApiFixture(data);
        Samples.fill(api.host, Instant.now());
        api.host.deadLetters.add(new DeadLetter(
                7,
                api.host.events.events.getFirst().raw(),
                Instant.now(),
                "plugin-lost",
                "acme.app",
                "it did not end"));
        hear();
        contract = new Contract(api.get(null, "/api/v1/openapi.yaml").body());
    }

    private static final SourceId HEARD = new SourceId("default", "syslog-udp@10.0.0.5");

    private static void hear() {
        Origin origin = Origin.of("default", "syslog-udp")
                .sender(IpAddress.parse("10.0.0.5"))
                .build();
        for (int i = 0; i < 10; i++) {
            api.host.sources.heard(new RawRecord(new byte[0], Instant.now(), origin), "cisco.asa", Reading.UNDERSTOOD);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        api.close();
    }

    @Test
    void every_route_is_documented_and_every_documented_path_is_routed() {
        Set<String> routed = new TreeSet<>();
        ApiServer.endpoints(api.settings, api.services).forEach(endpoint -> routed.add(key(endpoint)));
        assertThat(contract.operations().keySet()).isEqualTo(routed);
    }

    @Test
    void role_and_parameters_of_every_route_are_as_documented() {
        for (Endpoint endpoint : ApiServer.endpoints(api.settings, api.services)) {
            JsonNode operation = contract.operations().get(key(endpoint));
            String role =
                    endpoint.gate() instanceof Gate.Needs needs ? needs.role().label() : "none";
            assertThat(operation.path("x-role").textValue()).as(key(endpoint)).isEqualTo(role);
            assertThat(operation.has("security")).as(key(endpoint) + " is open").isEqualTo(role.equals("none"));
            Set<String> query = new TreeSet<>();
            Set<String> path = new TreeSet<>();
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode one = contract.resolved(parameter);
                switch (one.get("in").textValue()) {
                    case "query" -> query.add(one.get("name").textValue());
                    case "path" -> path.add(one.get("name").textValue());
                    default -> assertThat(one.get("in").textValue()).isEqualTo("header");
                }
            }
            assertThat(query).as(key(endpoint)).isEqualTo(new TreeSet<>(endpoint.parameters()));
            assertThat(path).as(key(endpoint)).allMatch(name -> endpoint.path().contains("{" + name + "}"));
            assertThat(operation.has("requestBody"))
                    .as(key(endpoint) + " has a body")
                    .isEqualTo(endpoint.body() != Endpoint.Body.NONE);
        }
    }

    @Test
    void every_reference_points_to_something_and_every_operation_has_an_id_of_its_own() {
        List<JsonNode> references = contract.root.findParents("$ref");
        assertThat(references).hasSizeGreaterThan(50).allSatisfy(node -> contract.resolved(node));
        List<String> ids = new ArrayList<>();
        contract.operations()
                .values()
                .forEach(operation -> ids.add(operation.get("operationId").textValue()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void every_example_fits_its_schema() {
        int examples = 0;
        for (JsonNode holder : contract.root.findParents("example")) {
            if (holder.has("schema")) {
                examples++;
                assertThat(contract.errors(
                                holder.get("schema"), holder.get("example").toString()))
                        .as(holder.get("example").toString())
                        .isEmpty();
            }
        }
        assertThat(examples).isGreaterThan(8);
    }

    @Test
    void an_answer_that_does_not_fit_is_noticed() {
        JsonNode schemas = contract.root.at("/components/schemas");
        assertThat(contract.errors(schemas.get("Live"), "{\"status\":\"dead\"}"))
                .isNotEmpty();
        assertThat(contract.errors(schemas.get("OffenseList"), "{\"total\":1,\"offset\":0,\"offenses\":[{}]}"))
                .isNotEmpty();
    }

    @Test
    void the_answers_of_a_running_server_fit_their_schemas() {
        Map<String, List<String>> calls = calls();
        Set<String> readable = new TreeSet<>();
        for (Endpoint endpoint : ApiServer.endpoints(api.settings, api.services)) {
            if (endpoint.work() instanceof Work.Blocking
                    && endpoint.method().name().equals("GET")) {
                readable.add(key(endpoint));
            }
        }
        assertThat(calls.keySet()).containsAll(readable); // none may be forgotten
        calls.forEach((operation, paths) -> paths.forEach(path -> check(operation, path)));
    }

    private static Map<String, List<String>> calls() {
        Map<String, List<String>> calls = new LinkedHashMap<>();
        calls.put("GET /health/livez", List.of("/health/livez"));
        calls.put("GET /health/readyz", List.of("/health/readyz"));
        calls.put("GET /metrics", List.of("/metrics"));
        calls.put("GET /api/v1/openapi.yaml", List.of("/api/v1/openapi.yaml"));
        calls.put("GET /api/v1/status", List.of("/api/v1/status"));
        calls.put("GET /api/v1/connectors", List.of("/api/v1/connectors"));
        calls.put("GET /api/v1/forwards", List.of("/api/v1/forwards"));
        calls.put("GET /api/v1/backups", List.of("/api/v1/backups"));
        calls.put("GET /api/v1/store/slices", List.of("/api/v1/store/slices"));
        calls.put("GET /api/v1/store/holds", List.of("/api/v1/store/holds"));
        calls.put("GET /api/v1/store/verify", List.of("/api/v1/store/verify"));
        calls.put("GET /api/v1/sources", List.of("/api/v1/sources", "/api/v1/sources?state=loud"));
        calls.put("GET /api/v1/sources/{id}", List.of("/api/v1/sources/" + HEARD.handle(), "/api/v1/sources/none"));
        calls.put(
                "GET /api/v1/events",
                List.of(
                        "/api/v1/events",
                        "/api/v1/events?count=true",
                        "/api/v1/events?last=all&limit=0",
                        "/api/v1/events?query=nothinglikethis",
                        "/api/v1/events?limit=3&cursor=" + cursor(),
                        "/api/v1/events?cursor=nonsense",
                        "/api/v1/events?limit=-1",
                        "/api/v1/events?last=1x"));
        calls.put(
                "GET /api/v1/events/top",
                List.of("/api/v1/events/top?field=source.ip", "/api/v1/events/top", "/api/v1/events/top?field=%00"));
        calls.put(
                "GET /api/v1/events/histogram",
                List.of(
                        "/api/v1/events/histogram",
                        "/api/v1/events/histogram?last=all",
                        "/api/v1/events/histogram?last=7d&bucket=1s"));
        calls.put("GET /api/v1/events/{id}", List.of("/api/v1/events/j-hostile", "/api/v1/events/none"));
        String events = "/api/v1/searches/" + submitted("{\"query\":\"\",\"limit\":20}");
        calls.put(
                "POST /api/v1/searches",
                List.of(
                        "/api/v1/searches {\"query\":\"user.name:root\"}",
                        "/api/v1/searches {\"query\":\"user.name:(\"}",
                        "/api/v1/searches {\"limit\":-1}"));
        calls.put(
                "POST /api/v1/searches/validate",
                List.of(
                        "/api/v1/searches/validate {\"query\":\"user.nmae:root\"}",
                        "/api/v1/searches/validate {\"query\":\"root\"}",
                        "/api/v1/searches/validate {\"sql\":\"root\"}"));
        calls.put(
                "GET /api/v1/searches",
                List.of("/api/v1/searches", "/api/v1/searches?running=true&mine=true", "/api/v1/searches?mine=1"));
        calls.put("GET /api/v1/searches/{id}", List.of(events, "/api/v1/searches/none"));
        calls.put(
                "GET /api/v1/searches/{id}/results",
                List.of(events + "/results?limit=7", events + "/results?cursor=7", events + "/results?cursor=x"));
        calls.put("GET /api/v1/searches/{id}/stream", List.of(events + "/stream", "/api/v1/searches/none/stream"));
        calls.put(
                "GET /api/v1/searches/{id}/export",
                List.of(events + "/export", events + "/export?format=csv&limit=5", events + "/export?format=xls"));
        calls.put("DELETE /api/v1/searches/{id}", List.of(events, events));
        calls.put("GET /api/v1/offenses", List.of("/api/v1/offenses", "/api/v1/offenses?status=closed"));
        calls.put("GET /api/v1/offenses/{id}", List.of("/api/v1/offenses/o-1", "/api/v1/offenses/none"));
        calls.put("GET /api/v1/rules", List.of("/api/v1/rules"));
        calls.put("GET /api/v1/packs", List.of("/api/v1/packs"));
        calls.put("GET /api/v1/ledger", List.of("/api/v1/ledger"));
        calls.put("GET /api/v1/ledger/minutes", List.of("/api/v1/ledger/minutes", "/api/v1/ledger/minutes?last=all"));
        calls.put("GET /api/v1/dead-letters", List.of("/api/v1/dead-letters"));
        calls.put("GET /api/v1/dead-letters/{position}", List.of("/api/v1/dead-letters/7", "/api/v1/dead-letters/8"));
        calls.put(
                "POST /api/v1/dead-letters/replay",
                List.of("/api/v1/dead-letters/replay {\"all\":true}", "/api/v1/dead-letters/replay {}"));
        calls.put("GET /api/v1/reports", List.of("/api/v1/reports"));
        calls.put("GET /api/v1/session", List.of("/api/v1/session"));
        calls.put("DELETE /api/v1/session", List.of("/api/v1/session"));
        calls.put("POST /api/v1/users", List.of("/api/v1/users {\"name\":\"dora\",\"role\":\"viewer\"}"));
        calls.put("PATCH /api/v1/users/{name}", List.of("/api/v1/users/dora {\"disabled\":true}"));
        calls.put("GET /api/v1/users", List.of("/api/v1/users"));
        calls.put(
                "POST /api/v1/tokens",
                List.of("/api/v1/tokens {\"id\":\"t9\",\"role\":\"viewer\",\"expires\":\"90d\"}"));
        calls.put("DELETE /api/v1/tokens/{id}", List.of("/api/v1/tokens/t9", "/api/v1/tokens/none"));
        calls.put("GET /api/v1/tokens", List.of("/api/v1/tokens"));
        calls.put("GET /api/v1/audit", List.of("/api/v1/audit", "/api/v1/audit?action=none", "/api/v1/audit?limit=1"));
        calls.put("GET /api/v1/audit/verify", List.of("/api/v1/audit/verify", "/api/v1/audit/verify?head=9:x"));
        String job = api.host
                .reparse
                .submit(new ReparseRequest(ClientScope.ALL, SearchPlan.of(new Condition.Everything(), 0), null, false))
                .id();
        calls.put("POST /api/v1/reparse", List.of("/api/v1/reparse {\"last\":\"1h\"}"));
        calls.put("GET /api/v1/reparse/{id}", List.of("/api/v1/reparse/" + job, "/api/v1/reparse/none"));
        calls.put("DELETE /api/v1/reparse/{id}", List.of("/api/v1/reparse/" + job));
        calls.put("POST /api/v1/explain", List.of("/api/v1/explain {\"line\":\"x\"}", "/api/v1/explain {}"));
        calls.put(
                "POST /api/v1/offenses/{id}/close",
                List.of(
                        "/api/v1/offenses/o-2/close {\"reason\":\"no such\"}",
                        "/api/v1/offenses/o-2/close {\"reason\":\"test-alert\"}",
                        "/api/v1/offenses/o-2/close {\"reason\":\"test-alert\"}"));
        calls.put("POST /api/v1/ingest", List.of("/api/v1/ingest line"));
        calls.put("POST /api/v1/reports", List.of("/api/v1/reports {\"name\":\"offenses\",\"format\":\"csv\"}"));
        return calls;
    }

    private static String submitted(String body) {
        return api.send(ApiFixture.ADMIN, "POST", "/api/v1/searches", body)
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll(".*/", "");
    }

    private static String cursor() {
        String body = api.get(ApiFixture.ADMIN, "/api/v1/events?limit=2").body();
        return URLEncoder.encode(body.replaceAll("(?s).*\"next_cursor\":\"([^\"]+)\".*", "$1"), StandardCharsets.UTF_8);
    }

    private static void check(String operation, String call) {
        String[] parts = call.split(" ", 2);
        String method = operation.substring(0, operation.indexOf(' '));
        HttpResponse<String> answer = api.send(ApiFixture.ADMIN, method, parts[0], parts.length > 1 ? parts[1] : null);
        assertThat(answer.statusCode()).as(call).isNotEqualTo(500);
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = contract.content(contract.operations().get(operation), answer.statusCode());
        assertThat(content.has(type))
                .as(call + " answers " + answer.statusCode() + " as " + type)
                .isTrue();
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            assertThat(contract.errors(content.get(type).get("schema"), answer.body()))
                    .as(call + "\n" + answer.body())
                    .isEmpty();
        }
    }

    private static String key(Endpoint endpoint) {
        return endpoint.method().name() + " " + endpoint.path();
    }
}
