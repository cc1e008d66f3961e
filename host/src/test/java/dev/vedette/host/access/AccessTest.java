package dev.vedette.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {
    private static final String INGEST = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path data;

    @Test
    void the_first_start_makes_an_administrator_token_that_only_the_owner_can_read() throws IOException {
        try (Access access = open(AccessSettings.DEFAULT)) {
            Path file = Objects.requireNonNull(access.freshAdminToken());
            String token = Files.readString(file).strip();
            assertThat(token).startsWith("vedette_").hasSize(8 + 64);
            assertThat(access.authenticate(token))
                    .isEqualTo(new Principal("admin", Role.ADMINISTRATOR, ClientScope.ALL));
            for (String name : List.of("admin-token", "cli-token", "tokens.yml")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void only_the_hash_is_kept_and_a_later_start_knows_the_same_token() throws IOException {
        String token;
        try (Access access = open(AccessSettings.DEFAULT)) {
            token = Files.readString(data.resolve("admin-token")).strip();
        }
        Files.delete(data.resolve("admin-token"));
        assertThat(Files.readString(data.resolve("tokens.yml"))).doesNotContain(token.substring(8));
        try (Access access = open(AccessSettings.DEFAULT)) {
            assertThat(access.freshAdminToken()).isNull();
            assertThat(data.resolve("admin-token")).doesNotExist();
            assertThat(access.authenticate(token)).isNotNull();
        }
    }

    @Test
    void the_token_of_the_command_line_lives_from_start_to_stop() throws IOException {
        String first;
        try (Access access = open(AccessSettings.DEFAULT)) {
            first = Files.readString(data.resolve("cli-token")).strip();
            assertThat(access.authenticate(first))
                    .isNotNull()
                    .satisfies(p -> assertThat(p.role()).isEqualTo(Role.ADMINISTRATOR));
        }
        assertThat(data.resolve("cli-token")).doesNotExist();
        try (Access access = open(AccessSettings.DEFAULT)) {
            assertThat(access.authenticate(first)).isNull();
        }
    }

    @Test
    void nothing_and_anything_else_is_nobody() throws IOException {
        try (Access access = open(AccessSettings.DEFAULT)) {
            String token = Files.readString(data.resolve("admin-token")).strip();
            assertThat(access.authenticate(null)).isNull();
            assertThat(access.authenticate("")).isNull();
            assertThat(access.authenticate("vedette_")).isNull();
            assertThat(access.authenticate(token + " ")).isNull();
            assertThat(access.authenticate(token.substring(0, token.length() - 1)))
                    .isNull();
            assertThat(access.authenticate(TokenHash.of(token).hex())).isNull();
            assertThat(access.authenticate("x".repeat(1_000_000))).isNull();
        }
    }

    @Test
    void an_ingest_token_of_the_configuration_is_bound_to_its_client_source_and_parser() throws IOException {
        ConfiguredToken clear =
                new ConfiguredToken("web-1", INGEST, Role.INGEST, List.of("acme"), "shop", "apache.access");
        ConfiguredToken hashed = new ConfiguredToken(
                "web-2", "sha256:" + TokenHash.of("f".repeat(32)).hex(), Role.INGEST, List.of("beta"), null, null);
        try (Access access = open(new AccessSettings(List.of(clear, hashed)))) {
            assertThat(access.authenticate(INGEST))
                    .isEqualTo(new Principal("web-1", Role.INGEST, ClientScope.of("acme"), "shop", "apache.access"));
            assertThat(access.authenticate("f".repeat(32)))
                    .isEqualTo(new Principal("web-2", Role.INGEST, ClientScope.of("beta")));
        }
    }

    @Test
    void a_weak_double_or_homeless_token_in_the_configuration_is_refused_with_the_remedy() {
        assertThatThrownBy(() -> new ConfiguredToken("a", "short", Role.VIEWER, List.of(), null, null))
                .hasMessageContaining("openssl rand");
        assertThatThrownBy(() -> new ConfiguredToken("a", "sha256:xyz", Role.VIEWER, List.of(), null, null))
                .hasMessageContaining("sha256sum");
        assertThatThrownBy(() -> new ConfiguredToken("a", INGEST, Role.INGEST, List.of(), null, null))
                .hasMessageContaining("exactly one client");
        assertThatThrownBy(() -> new ConfiguredToken("admin", INGEST, Role.VIEWER, List.of(), null, null))
                .hasMessageContaining("the host's own");
        ConfiguredToken token = new ConfiguredToken("a", INGEST, Role.VIEWER, List.of(), null, null);
        assertThatThrownBy(() -> new AccessSettings(List.of(token, token))).hasMessageContaining("stands twice");
        assertThat(token.toString()).doesNotContain(INGEST);
    }

    @Test
    void a_damaged_tokens_file_stops_the_start_and_says_what_to_do() throws IOException {
        Files.writeString(data.resolve("tokens.yml"), "tokens:\n- id: admin\n  role: king\n");
        assertThatThrownBy(() -> open(AccessSettings.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'king' is no role")
                .hasMessageContaining("delete it to get a new administrator token");
    }

    @Test
    void roles_include_what_is_below_them_and_ingest_sees_nothing() {
        assertThat(Role.ADMINISTRATOR.includes(Role.INGEST)).isTrue();
        assertThat(Role.ANALYST.includes(Role.VIEWER)).isTrue();
        assertThat(Role.ANALYST.includes(Role.INGEST)).isFalse();
        assertThat(Role.VIEWER.includes(Role.ANALYST)).isFalse();
        assertThat(Role.INGEST.includes(Role.VIEWER)).isFalse();
    }

    private Access open(AccessSettings settings) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        return Access.open(data, settings, new SecureRandom(), clock);
    }
}
