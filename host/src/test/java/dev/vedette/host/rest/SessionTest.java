package dev.vedette.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.access.AccessRefusedException;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in as a browser does, and what a page of another site can do with the cookie: nothing. */
class SessionTest {
    private static final String GOOD = "a sentence is easy";
    private static final String PATH = "/api/v1/session";
    private static final List<String> PAGE = List.of("X-Vedette-Console", "page");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    private ApiFixture api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiFixture(data, settings -> settings.withTrustedProxies(List.of("127.0.0.1")));
        add("alice", GOOD, false);
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
    }

    private void add(String name, String password, boolean temporary) throws AccessRefusedException {
        api.access.users().add(name, Role.ADMINISTRATOR, ClientScope.ALL, password, temporary);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body, List<String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.server.port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String body, List<String> headers) throws Exception {
        return send("POST", PATH, body, headers);
    }

    private static String body(String user, String password) {
        return "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}";
    }

    private static String setCookie(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static List<String> with(String cookie, String... more) {
        List<String> headers = new java.util.ArrayList<>(List.of("Cookie", cookie.substring(0, cookie.indexOf(';'))));
        headers.addAll(List.of(more));
        return headers;
    }

    @Test
    void the_cookie_opens_the_api_for_pages_of_the_console_until_the_sign_out() throws Exception {
        String cookie = setCookie(signIn(body("alice", GOOD), PAGE));
        assertThat(cookie)
                .startsWith("vedette-session=vedette_")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        assertThat(send("GET", PATH, null, with(cookie)).body()).contains("\"id\":\"alice\"");
        assertThat(send("GET", "/api/v1/users", null, with(cookie)).statusCode())
                .isEqualTo(200);

        String change = "{\"name\":\"eve\",\"role\":\"administrator\"}";
        assertThat(send("POST", "/api/v1/users", change, with(cookie)).statusCode())
                .isEqualTo(401);
        assertThat(send(
                                "POST",
                                "/api/v1/users",
                                change,
                                with(cookie, "X-Vedette-Console", "1", "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/users", null, with(cookie, "Sec-Fetch-Site", "same-site"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.access.users().get("eve")).isNull();
        assertThat(send(
                                "POST",
                                "/api/v1/users",
                                change,
                                with(cookie, "X-Vedette-Console", "1", "Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> out = send("DELETE", PATH, null, with(cookie, "X-Vedette-Console", "page"));
        assertThat(setCookie(out)).contains("Max-Age=0");
        assertThat(send("GET", PATH, null, with(cookie)).statusCode()).isEqualTo(401);
    }

    @Test
    void a_second_sign_in_gives_another_secret_and_ends_the_first_and_a_foreign_one_is_never_taken() throws Exception {
        String planted = "vedette-session=vedette_" + "0".repeat(64) + ";";
        String first = setCookie(signIn(body("alice", GOOD), with(planted, "X-Vedette-Console", "page")));
        assertThat(first).doesNotContain("0".repeat(64));
        String second = setCookie(signIn(body("alice", GOOD), with(first, "X-Vedette-Console", "page")));
        assertThat(send("GET", PATH, null, with(first)).statusCode()).isEqualTo(401);
        assertThat(send("GET", PATH, null, with(second)).statusCode()).isEqualTo(200);
    }

    @Test
    void behind_tls_the_cookie_is_secure_and_bound_to_the_host_and_one_of_the_plain_name_is_not_taken()
            throws Exception {
        List<String> proxied = List.of("X-Vedette-Console", "page", "X-Forwarded-Proto", "https");
        String cookie = setCookie(signIn(body("alice", GOOD), proxied));
        assertThat(cookie).startsWith("__Host-vedette-session=").endsWith("; Secure");
        assertThat(send("GET", PATH, null, with(cookie, "X-Forwarded-Proto", "https"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("GET", PATH, null, with(cookie.substring(7), "X-Forwarded-Proto", "https"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void wrong_passwords_and_unknown_names_are_answered_alike_and_no_page_means_no_sign_in() throws Exception {
        HttpResponse<String> wrong = signIn(body("alice", "nonsense nonsense"), PAGE);
        HttpResponse<String> nobody = signIn(body("nobody", "nonsense nonsense"), PAGE);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(signIn(body("alice", GOOD), List.of()).statusCode()).isEqualTo(403);
        assertThat(signIn(body("alice", GOOD), List.of("X-Vedette-Console", "page", "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void failures_are_counted_for_the_address_that_the_proxy_names_and_not_for_one_that_the_caller_made_up()
            throws Exception {
        for (int i = 0; i < 5; i++) {
            signIn(body("alice", "guess guess guess"), from("198.51.100." + i + ", 203.0.113.9"));
        }
        HttpResponse<String> later = signIn(body("alice", GOOD), from("192.0.2.1, 203.0.113.9"));
        assertThat(later.statusCode()).isEqualTo(429);
        assertThat(later.headers().firstValue("Retry-After")).isPresent();
        assertThat(signIn(body("alice", GOOD), from("203.0.113.10")).statusCode())
                .isEqualTo(200);
    }

    private static List<String> from(String forwarded) {
        return List.of("X-Vedette-Console", "page", "X-Forwarded-For", forwarded);
    }

    @Test
    void a_password_that_was_given_leads_to_an_own_one() throws Exception {
        String once = api.access.users().draw();
        add("bob", once, true);
        HttpResponse<String> given = signIn(body("bob", once), PAGE);
        assertThat(given.statusCode()).isEqualTo(403);
        assertThat(given.body()).contains("New password needed");
        String both = "{\"user\":\"bob\",\"password\":\"" + once + "\",\"new_password\":\"" + GOOD + "\"}";
        setCookie(signIn(both, PAGE));
        setCookie(signIn(body("bob", GOOD), PAGE));
    }
}
