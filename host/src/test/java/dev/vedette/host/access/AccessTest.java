package dev.vedette.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessTest {
    private static final String INGEST = "0123456789abcdef0123456789abcdef";

    private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");

    @TempDir
    Path data;

    private StateStore state;

    @BeforeEach
    void open() throws IOException {
        state = StateStore.open(data.resolve("state"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void the_first_start_makes_an_administrator_token_that_only_the_owner_can_read() throws IOException {
        try (Access access = open(AccessSettings.DEFAULT)) {
            Path file = Objects.requireNonNull(access.freshAdminToken());
            String token = Files.readString(file).strip();
            assertThat(token).startsWith("vedette_").hasSize(8 + 64);
            assertThat(access.authenticate(token))
                    .isEqualTo(new Principal("admin", Role.ADMINISTRATOR, ClientScope.ALL));
            for (String name : List.of("admin-token", "cli-token")) {
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
        assertThat(state.access().tokens().toString()).doesNotContain(token.substring(8));
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
    void hashes_that_a_host_before_kept_in_a_file_are_taken_over_once() throws IOException {
        String token = "vedette_" + "0f".repeat(32);
        Files.writeString(
                data.resolve("tokens.yml"),
                "tokens:\n- id: admin\n  role: administrator\n  sha256: \""
                        + TokenHash.of(token).hex() + "\"\n  created: \"2025-11-01T00:00:00Z\"\n");
        for (int start = 0; start < 2; start++) {
            try (Access access = open(AccessSettings.DEFAULT)) {
                assertThat(access.authenticate(token)).isNotNull();
                assertThat(access.freshAdminToken()).isNull();
            }
            assertThat(data.resolve("tokens.yml")).doesNotExist();
            assertThat(data.resolve("tokens.yml.taken-over")).exists();
        }
    }

    @Test
    void a_token_works_from_the_moment_it_is_made_until_it_expires_or_is_revoked_and_is_nowhere_in_clear()
            throws Exception {
        Principal acme = new Principal("wall", Role.VIEWER, ClientScope.of("acme"));
        String token;
        try (Access access = open(AccessSettings.DEFAULT)) {
            Tokens.Fresh fresh = access.tokens().create(acme, clock.instant().plus(Duration.ofDays(1)), "admin");
            token = fresh.token();
            assertThat(token).startsWith("vedette_");
            assertThat(access.authenticate(token)).isEqualTo(acme);
            assertThat(access.tokens().list())
                    .filteredOn(t -> t.id().equals("wall"))
                    .singleElement()
                    .satisfies(t -> assertThat(t.lastUsed()).isEqualTo(clock.instant()));
            assertThatThrownBy(() -> access.tokens().create(acme, null, "admin"))
                    .hasMessageContaining("choose another id");
        }
        try (Access access = open(AccessSettings.DEFAULT)) {
            assertThat(access.authenticate(token)).isEqualTo(acme);
            assertThat(access.tokens().list().toString())
                    .contains("lastUsed=2026")
                    .doesNotContain(token);
            clock.pass(Duration.ofDays(1));
            assertThat(access.authenticate(token)).isNull();
            Tokens.Fresh other =
                    access.tokens().create(new Principal("w2", Role.VIEWER, ClientScope.ALL), null, "admin");
            assertThat(access.authenticate(other.token())).isNotNull();
            access.tokens().revoke("w2");
            assertThat(access.authenticate(other.token())).isNull();
            assertThatThrownBy(() -> access.tokens().revoke("nobody")).hasMessageContaining("vedette token list");
            assertThatThrownBy(() ->
                            access.tokens().create(new Principal("in", Role.INGEST, ClientScope.ALL), null, "admin"))
                    .hasMessageContaining("exactly one client");
        }
        try (Access access = open(AccessSettings.DEFAULT)) {
            assertThat(access.tokens().list())
                    .filteredOn(t -> t.id().equals("w2"))
                    .singleElement()
                    .satisfies(t -> assertThat(t.revoked()).isNotNull());
        }
    }

    @Test
    void a_configured_token_with_the_name_of_a_user_or_token_stops_the_start() throws Exception {
        try (Access access = open(AccessSettings.DEFAULT)) {
            access.users().add("carol", Role.VIEWER, ClientScope.ALL, "correct horse battery", false);
            assertThatThrownBy(() ->
                            access.users().add("admin", Role.VIEWER, ClientScope.ALL, "correct horse battery", false))
                    .hasMessageContaining("already");
        }
        ConfiguredToken token = new ConfiguredToken("carol", INGEST, Role.VIEWER, List.of(), null, null);
        assertThatThrownBy(() -> open(new AccessSettings(List.of(token)))).hasMessageContaining("'carol'");
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
        return Access.open(data, settings, state.access(), new SecureRandom(), clock);
    }
}
