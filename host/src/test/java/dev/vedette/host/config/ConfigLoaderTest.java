package dev.vedette.host.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    record Settings(Server server, Path data, List<Door> doors, Map<String, Integer> limits) {
        static final Settings DEFAULTS = new Settings(
                new Server("127.0.0.1", 8090, Duration.ofSeconds(30), Mode.REFUSE),
                Path.of("data"),
                List.of(new Door("a", null, 1)),
                Map.of());
    }

    record Server(String host, int port, Duration idleTimeout, Mode mode) {}

    record Door(String id, @Nullable String client, int port) {}

    enum Mode {
        REFUSE,
        ALLOW_ALL
    }

    @TempDir
    Path folder;

    private Settings load(String yaml, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(folder.resolve("vedette.yml"), yaml);
        return ConfigLoader.load(Settings.DEFAULTS, file, environment);
    }

    @Test
    void an_empty_file_leaves_every_default() throws Exception {
        assertThat(load("", Map.of())).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void every_kind_of_value_is_read() throws Exception {
        Settings settings = load("""
            server: { host: 0.0.0.0, port: 1, idle-timeout: 15m, mode: allow-all }
            data: /var/lib/vedette
            doors: [ { id: x, client: acme, port: 5514 }, { id: y, port: 1 } ]
            limits: { a: 1, b: 2 }
            """, Map.of());
        assertThat(settings)
                .isEqualTo(new Settings(
                        new Server("0.0.0.0", 1, Duration.ofMinutes(15), Mode.ALLOW_ALL),
                        Path.of("/var/lib/vedette"),
                        List.of(new Door("x", "acme", 5514), new Door("y", null, 1)),
                        Map.of("a", 1, "b", 2)));
    }

    @Test
    void the_environment_wins_over_the_file() throws Exception {
        Settings settings =
                load("server: { port: 1 }", Map.of("VEDETTE_SERVER__PORT", "2", "VEDETTE_SERVER__IDLE_TIMEOUT", "1h"));
        assertThat(settings.server()).isEqualTo(new Server("127.0.0.1", 2, Duration.ofHours(1), Mode.REFUSE));
    }

    @Test
    void a_secret_comes_from_the_file_that_a_variable_names() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "10.0.0.1\n");
        assertThat(load("", Map.of("VEDETTE_SERVER__HOST_FILE", secret.toString()))
                        .server()
                        .host())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void an_unknown_key_is_an_error_that_names_the_nearest_one_and_the_place() {
        assertThatThrownBy(() -> load("server:\n  prot: 1\n", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("vedette.yml:2:3: unknown key 'prot'; did you mean 'port'?");
    }

    @Test
    void an_unknown_variable_is_an_error_too() {
        assertThatThrownBy(() -> load("", Map.of("VEDETTE_SERVER__PROT", "1")))
                .hasMessageContaining("environment variable VEDETTE_SERVER__PROT")
                .hasMessageContaining("did you mean 'port'?");
    }

    @Test
    void a_value_of_the_wrong_kind_says_what_would_be_right() {
        assertThatThrownBy(() -> load("server: { port: many }", Map.of())).hasMessageContaining("'port' is a number");
        assertThatThrownBy(() -> load("server: { idle-timeout: 5 }", Map.of())).hasMessageContaining("such as 15m");
        assertThatThrownBy(() -> load("server: { mode: allowall }", Map.of()))
                .hasMessageContaining("did you mean 'allow-all'?");
        assertThatThrownBy(() -> load("doors: [ { port: 1 } ]", Map.of())).hasMessageContaining("'id' is missing");
        assertThatThrownBy(() -> load("a: 1\na: 2\n", Map.of())).hasMessageContaining("vedette.yml:2");
    }
}
