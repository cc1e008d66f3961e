package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.access.Role;
import dev.vedette.host.rest.Endpoint.Gate;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiServerTest {
    @TempDir
    Path data;

    private ApiFixture api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiFixture(data);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    @Test
    void every_route_asks_for_a_token_and_refuses_whoever_has_too_small_a_role() {
        int closed = 0;
        for (Endpoint endpoint : ApiServer.endpoints(api.settings, api.services)) {
            String path = endpoint.path().replaceAll("\\{\\w+}", "x");
            String method = endpoint.method().name();
            if (endpoint.gate() instanceof Gate.Needs needs) {
                closed++;
                assertThat(api.send(null, method, path, null).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(401);
                assertThat(api.send("wrong", method, path, null).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(401);
                String tooSmall = switch (needs.role()) {
                    case ADMINISTRATOR -> ApiFixture.ANALYST;
                    case ANALYST, INGEST -> ApiFixture.VIEWER;
                    case VIEWER -> ApiFixture.INGEST;
                };
                assertThat(api.send(tooSmall, method, path, null).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(403);
            }
        }
        assertThat(closed).isGreaterThan(1);
    }

    /** What changes nothing that anybody would ask about later, or is written down in more detail elsewhere. */
    private static final Set<String> UNWRITTEN = Set.of(
            "POST /api/v1/ingest", // the ledger has it
            "POST /api/v1/explain",
            "POST /api/v1/searches", // the jobs write it down, with how it ended
            "POST /api/v1/searches/validate",
            "DELETE /api/v1/searches/{id}",
            "POST /api/v1/session");

    @Test
    void every_route_that_changes_something_is_written_down() {
        Set<String> unwritten = new TreeSet<>();
        for (Endpoint endpoint : ApiServer.endpoints(api.settings, api.services)) {
            if (!endpoint.method().equals(HttpMethod.GET) && endpoint.audited() == null) {
                unwritten.add(endpoint.method() + " " + endpoint.path());
            }
        }
        assertThat(unwritten).isEqualTo(new TreeSet<>(UNWRITTEN));
    }

    @Test
    void every_role_gets_through_exactly_where_its_role_is_enough() {
        Map<Role, String> tokens = Map.of(
                Role.INGEST, ApiFixture.INGEST,
                Role.VIEWER, ApiFixture.VIEWER,
                Role.ANALYST, ApiFixture.ANALYST,
                Role.ADMINISTRATOR, ApiFixture.ADMIN);
        for (Endpoint endpoint : ApiServer.endpoints(api.settings, api.services)) {
            if (endpoint.gate() instanceof Gate.Needs needs) {
                String path = endpoint.path().replaceAll("\\{\\w+}", "x");
                String body = endpoint.body() == Endpoint.Body.NONE ? null : "{\"nonsense\":1}";
                tokens.forEach((role, token) -> assertThat(
                                api.send(token, endpoint.method().name(), path, body)
                                                .statusCode()
                                        != 403)
                        .as(role + " " + endpoint.method() + " " + endpoint.path())
                        .isEqualTo(role.includes(needs.role())));
            }
        }
    }

    @Test
    void a_route_that_does_not_say_who_may_call_it_cannot_be_made() {
        assertThatThrownBy(() -> Endpoint.get("/x", null, call -> null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new Gate.Needs((Role) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void a_refusal_is_a_problem_document_that_says_what_to_do() {
        HttpResponse<String> refused = api.get(null, "/metrics");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(refused.body()).contains("\"status\":401").contains("\"remedy\":");
    }

    @Test
    void what_is_not_there_and_what_is_not_possible_are_problem_documents_too() {
        HttpResponse<String> nothing = api.get(ApiFixture.ADMIN, "/api/v1/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        HttpResponse<String> wrong = api.send(ApiFixture.ADMIN, "PUT", "/metrics", "x");
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.body()).contains("PUT is not possible here");
    }

    @Test
    void an_unknown_parameter_is_refused_instead_of_ignored() {
        HttpResponse<String> answer = api.get(ApiFixture.ADMIN, "/metrics?lmit=5");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no parameter 'lmit'");
    }

    @Test
    void every_answer_has_the_security_headers_and_none_opens_the_api_to_other_sites() {
        HttpResponse<String> answer = api.get(null, "/health/livez");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void it_is_ready_only_while_every_check_is_well() {
        assertThat(api.get(null, "/health/readyz").statusCode()).isEqualTo(200);
        api.host.checks.add(new Health.Check("disk", false, "1 MB free"));
        HttpResponse<String> answer = api.get(null, "/health/readyz");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("1 MB free");
    }

    @Test
    void a_port_that_is_taken_stops_the_start_with_the_remedy() {
        assertThatThrownBy(() ->
                        ApiServer.start(api.vertx, api.settings.withPort(api.server.port()), api.services, api.tls))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("server.port");
    }

    @Test
    void telemetry_is_filed_under_the_client_of_its_token_and_no_other() {
        assertThat(api.send(ApiFixture.INGEST, "POST", "/api/v1/ingest", "hello")
                        .body())
                .isEqualTo("{\"accepted\":1}");
        assertThat(api.send(ApiFixture.INGEST, "POST", "/api/v1/ingest?client=beta", "hello")
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.send(ApiFixture.ADMIN, "POST", "/api/v1/ingest?client=Beta", "hello")
                        .statusCode())
                .as("no id of a client")
                .isEqualTo(400);
        assertThat(api.send(ApiFixture.ADMIN, "POST", "/api/v1/ingest?source=" + "s".repeat(1025), "hello")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send(ApiFixture.ADMIN, "POST", "/api/v1/ingest?client=beta&source=s1", "hello")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.host.ingested).containsExactly("acme|http@127.0.0.1|hello", "beta|s1|hello");
    }
}
