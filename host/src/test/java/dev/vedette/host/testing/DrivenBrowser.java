package dev.vedette.host.testing;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The browser of this machine with somebody at the keyboard: the few calls of W3C WebDriver that the tests need. */
public final class DrivenBrowser implements AutoCloseable {
    public static final String ENTER = "\uE007";
    public static final String ESCAPE = "\uE00C";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI base;
    private final String session;

    private DrivenBrowser(Process driver, URI base) throws IOException {
        this.driver = driver;
        this.base = base;
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> call("GET", "/status", null).path("ready").asBoolean());
        ObjectNode wanted = JSON.createObjectNode();
        wanted.putObject("capabilities")
                .putObject("alwaysMatch")
                .putObject("goog:chromeOptions")
                .putArray("args")
                .add("--headless")
                .add("--no-sandbox")
                .add("--disable-gpu")
                .add("--disable-dev-shm-usage")
                .add("--disable-background-networking")
                .add("--window-size=1400,1000");
        session =
                "/session/" + call("POST", "/session", wanted).path("sessionId").asText();
    }

    /** The browser; without one the test is skipped, or fails where {@code VEDETTE_REQUIRE} says browser. */
    public static DrivenBrowser find() throws IOException {
        Path program = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "chromedriver"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (program == null) {
            String why = "no chromedriver on the PATH";
            return Stream.of(System.getenv().getOrDefault("VEDETTE_REQUIRE", "").split("[, ]+"))
                            .anyMatch("browser"::equals)
                    ? fail(why)
                    : abort(why);
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process driver = new ProcessBuilder(program.toString(), "--port=" + port)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new DrivenBrowser(driver, URI.create("http://127.0.0.1:" + port));
    }

    private JsonNode call(String method, String path, ObjectNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new IOException(value.path("message").asText());
            }
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public void open(URI address) throws IOException {
        call("POST", session + "/url", JSON.createObjectNode().put("url", address.toString()));
    }

    /** Types into whatever has the focus. */
    public void type(String keys) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode keyboard = body.putArray("actions").addObject();
        keyboard.put("type", "key").put("id", "keyboard");
        var actions = keyboard.putArray("actions");
        keys.codePoints().mapToObj(Character::toString).forEach(key -> {
            actions.addObject().put("type", "keyDown").put("value", key);
            actions.addObject().put("type", "keyUp").put("value", key);
        });
        call("POST", session + "/actions", body);
    }

    public void click(String selector) throws IOException {
        ObjectNode by = JSON.createObjectNode().put("using", "css selector").put("value", selector);
        String element =
                call("POST", session + "/element", by).elements().next().asText();
        call("POST", session + "/element/" + element + "/click", JSON.createObjectNode());
    }

    /** What a script in the page returns, as text. */
    public String ask(String script) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("script", "return String(" + script + ");");
        body.putArray("args");
        return call("POST", session + "/execute/sync", body).asText();
    }

    /** The text that a reader sees. */
    public String text() throws IOException {
        return ask("document.body.innerText");
    }

    /** Waits until all of these stand in the page. */
    public void sees(String... texts) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () -> org.assertj.core.api.Assertions.assertThat(text()).contains(texts));
    }

    public int count(String selector) throws IOException {
        return Integer.parseInt(ask("document.querySelectorAll(" + JSON.writeValueAsString(selector) + ").length"));
    }

    /** What the browser complains about: broken scripts, and what the content security policy forbids. */
    public List<String> complaints() throws IOException {
        JsonNode log = call("POST", session + "/se/log", JSON.createObjectNode().put("type", "browser"));
        return log.findValuesAsText("message");
    }

    /** A picture of the page, to look at. */
    public void picture(Path file) throws IOException {
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("GET", session + "/screenshot", null).asText()));
    }

    @Override
    public void close() throws IOException {
        try {
            call("DELETE", session, null);
        } finally {
            driver.destroy();
            http.close();
        }
    }
}
