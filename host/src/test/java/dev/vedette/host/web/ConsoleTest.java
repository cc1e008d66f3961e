package dev.vedette.host.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        Router router = Router.router(VERTX);
        new Console().mount(router);
        server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        CLIENT.close();
    }

    @Test
    void every_file_that_a_page_or_a_module_names_is_served_and_no_other_is_kept() throws IOException {
        Set<String> named = new TreeSet<>();
        named.addAll(matches(text("index.html"), "(?:src|href)=\"/assets/([^\"]+)\""));
        for (String asset : Console.ASSETS) {
            if (asset.endsWith(".js")) {
                named.addAll(matches(text(asset), "from '\\./([^']+)'"));
            }
        }
        assertThat(named).isEqualTo(new TreeSet<>(Console.ASSETS));
    }

    @Test
    void no_file_turns_data_into_html_or_code_or_asks_another_host() throws IOException {
        for (String asset : Console.ASSETS) {
            String text = text(asset);
            assertThat(text)
                    .as(asset)
                    .doesNotContain("innerHTML")
                    .doesNotContain("outerHTML")
                    .doesNotContain("insertAdjacentHTML")
                    .doesNotContain("document.write")
                    .doesNotContain("DOMParser")
                    .doesNotContain("eval(")
                    .doesNotContain("new Function")
                    .doesNotContain("@import");
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(asset)
                    .doesNotContain("http://")
                    .doesNotContain("https://");
        }
        assertThat(text("index.html"))
                .doesNotContain("http")
                .doesNotContain("style=")
                .doesNotContain("<style");
    }

    @Test
    void pages_carry_a_policy_that_lets_nothing_in_from_elsewhere() throws Exception {
        for (String path : new String[] {"/", "/search?query=x", "/offenses", "/offenses/abc", "/events/abc"}) {
            HttpResponse<String> page = get(path, null);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("require-trusted-types-for 'script'")
                    .doesNotContain("unsafe")
                    .doesNotContain("*");
        }
    }

    @Test
    void a_file_that_the_browser_has_is_not_sent_again() throws Exception {
        HttpResponse<String> first = get("/assets/app.js", null);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(get("/assets/app.js", tag).statusCode()).isEqualTo(304);
        assertThat(get("/assets/style.css", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void nothing_but_the_console_s_own_files_can_be_fetched() throws Exception {
        for (String path : new String[] {
            "/assets/index.html", "/assets/Console.class", "/assets/..%2FConsole.class", "/assets/%2e%2e/x", "/assets/"
        }) {
            assertThat(get(path, null).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String path, String tag) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Set<String> matches(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Console.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
