package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import dev.vedette.host.access.Role;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.yaml.Yaml;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route that there is, called by somebody of one client about what is another's: nothing of the other may come out,
 * not even that it exists. A new route is in this test by being in the contract.
 */
class HostLeakTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER = "zebra9";
    private static final String MARK = "q7marker";
    private static final List<Role> ROLES = List.of(Role.VIEWER, Role.ANALYST, Role.ADMINISTRATOR);
    private static final String OTHERS_READER = "reader-of-the-other-client-000000";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path temp;

    private static String secret(Role role) {
        return (role.label() + "-of-acme-").repeat(3);
    }

    private static HostSettings settings() {
        List<ConfiguredToken> tokens = new ArrayList<>();
        ROLES.forEach(role -> tokens.add(
                new ConfiguredToken("own-" + role.label(), secret(role), role, List.of("acme"), null, null)));
        tokens.add(new ConfiguredToken("far", OTHERS_READER, Role.ANALYST, List.of(OTHER), null, null));
        return TestHost.settings()
                .withReceivers(List.of(
                        ReceiverSettings.of("near", ReceiverType.SYSLOG_TCP, 0).withClient("acme"),
                        ReceiverSettings.of("far", ReceiverType.SYSLOG_TCP, 0).withClient(OTHER)))
                .withAccess(new AccessSettings(tokens));
    }

    private record Answer(int status, String body) {}

    private Answer call(TestHost test, String token, String method, String path, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(test.host.url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Prefer", "wait=10")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private JsonNode json(TestHost test, String token, String method, String path, @Nullable String body)
            throws Exception {
        Answer answer = call(test, token, method, path, body);
        assertThat(answer.status())
                .as(method + " " + path + " " + answer.body())
                .isLessThan(300);
        return JSON.readTree(answer.body());
    }

    /** Ids of things of the other client, as one who may see them reads them. */
    private List<String> foreignIds(TestHost test) throws Exception {
        List<String> ids = new ArrayList<>(List.of(OTHER));
        json(test, OTHERS_READER, "GET", "/api/v1/events?last=all", null)
                .path("events")
                .forEach(event -> ids.add(event.path("event.id").asText()));
        json(test, OTHERS_READER, "GET", "/api/v1/offenses", null)
                .path("offenses")
                .forEach(offense -> ids.add(offense.path("id").asText()));
        json(test, OTHERS_READER, "GET", "/api/v1/sources", null)
                .path("sources")
                .forEach(source -> ids.add(source.path("id").asText()));
        ids.add(json(test, OTHERS_READER, "POST", "/api/v1/searches", "{\"query\":\"\",\"last\":\"all\"}")
                .path("id")
                .asText());
        return ids;
    }

    /** Operations of the contract: "GET /path" and the names of its query parameters. */
    private Map<String, List<String>> operations(TestHost test) throws Exception {
        String yaml = call(test, "", "GET", "/api/v1/openapi.yaml", null).body();
        JsonNode contract = JSON.valueToTree(Yaml.readMap("openapi.yaml", yaml).plain());
        Map<String, List<String>> operations = new TreeMap<>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    List<String> names = new ArrayList<>();
                    operation
                            .getValue()
                            .path("parameters")
                            .forEach(one -> names.add(one.path("name").asText("")));
                    operations.put(operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), names);
                }));
        return operations;
    }

    @Test
    void nothing_of_another_client_comes_out_of_any_route_in_any_role() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        TestPacks.rules().in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, settings())) {
            test.tcp("near", List.of(TestPacks.line("alice", "10.0.0.1", "203.0.113.9", 1)));
            test.tcp(
                    "far",
                    List.of(
                            TestPacks.line("mallory", "10.77.66.55", "203.0.113.99", 2),
                            TestPacks.line(MARK, "10.0.0.2", "203.0.113.9", 3),
                            "unparsed " + MARK));
            test.settled(4);
            test.host.events().refresh();
            List<String> foreign = foreignIds(test);
            assertThat(foreign).hasSizeGreaterThan(5);
            int calls = 0;
            for (Role role : ROLES) {
                for (Map.Entry<String, List<String>> operation :
                        operations(test).entrySet()) {
                    for (String call : calls(operation, foreign)) {
                        calls++;
                        check(test, role, call);
                    }
                }
            }
            assertThat(calls).isGreaterThan(150);
            assertThat(json(test, OTHERS_READER, "GET", "/api/v1/events?last=all&count=true", null)
                            .path("count")
                            .asInt())
                    .as("and nothing of the other was changed")
                    .isEqualTo(3);
        }
    }

    private static List<String> calls(Map.Entry<String, List<String>> operation, List<String> foreign) {
        List<String> calls = new ArrayList<>();
        if (!operation.getKey().contains("{")) {
            calls.add(operation.getKey());
        }
        for (String id : foreign) {
            if (operation.getKey().contains("{")) {
                calls.add(operation.getKey().replaceAll("\\{\\w+}", java.util.regex.Matcher.quoteReplacement(id)));
            }
        }
        if (operation.getValue().contains("client") && !operation.getKey().contains("{")) {
            calls.add(operation.getKey() + "?client=" + OTHER);
        }
        return calls;
    }

    private void check(TestHost test, Role role, String operation) throws Exception {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1);
        String body = method.equals("GET") || method.equals("DELETE") ? null : body(path);
        Answer answer = call(test, secret(role), method, path, body);
        String what = role + " " + operation + ": " + answer;
        assertThat(answer.status()).as(what).isLessThan(500);
        String shown = answer.body();
        for (String asked : List.of("'" + OTHER + "'", path)) {
            shown = shown.replace(asked, ""); // a refusal may repeat what the caller wrote
        }
        if (!path.equals("/api/v1/openapi.yaml")) {
            assertThat(shown).as(what).doesNotContain(MARK, OTHER, "10.77.66.55");
        }
    }

    private static String body(String path) {
        if (path.endsWith("/close")) {
            return "{\"reason\":\"test-alert\"}";
        }
        return switch (path) {
            case "/api/v1/reports" -> "{\"name\":\"offenses\",\"format\":\"html\"}";
            case "/api/v1/explain" -> "{\"line\":\"a line\",\"client\":\"" + OTHER + "\"}";
            case "/api/v1/searches" -> "{\"query\":\"\",\"last\":\"all\"}";
            case "/api/v1/ingest?client=" + OTHER -> "stolen";
            default -> "{}";
        };
    }

    @Test
    void what_was_done_is_in_the_audit_log_with_who_did_it() throws Exception {
        try (TestHost test = TestHost.start(temp, settings())) {
            String reader = secret(Role.VIEWER);
            call(test, reader, "GET", "/api/v1/events?last=all&query=tags:unparsed", null);
            call(test, reader, "DELETE", "/api/v1/packs/none", null);
            call(test, test.host.cliToken(), "DELETE", "/api/v1/packs/none", null);
            JsonNode page = test.get("/api/v1/audit?last=all");
            assertThat(page.path("entries").findValuesAsText("action"))
                    .contains("host-start", "search", "access-denied", "pack-remove");
            assertThat(page.toString())
                    .contains("tags:unparsed", "own-viewer", "refused (404)")
                    .doesNotContain(reader);
            assertThat(test.get("/api/v1/audit/verify").path("intact").asBoolean())
                    .isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
