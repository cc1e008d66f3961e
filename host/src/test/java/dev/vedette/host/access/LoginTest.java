package dev.vedette.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final String GOOD = "a sentence is easy";
    private static final String HOME = "192.0.2.10";

    private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");

    @TempDir
    Path data;

    private StateStore state;
    private Access access;

    @BeforeEach
    void open() throws Exception {
        state = StateStore.open(data.resolve("state"));
        access = Access.open(data, AccessSettings.DEFAULT, state.access(), new SecureRandom(), clock);
        access.users().add("alice", Role.ANALYST, ClientScope.of("acme"), GOOD, false);
    }

    @AfterEach
    void close() {
        access.close();
        state.close();
    }

    private LoginResult login(String name, String password) throws IOException {
        return access.login(name, password, null, HOME);
    }

    private String secret(String name, String password) throws IOException {
        return ((LoginResult.Welcome) login(name, password)).secret();
    }

    private @Nullable Principal at(String secret) {
        return access.session(secret, false);
    }

    @Test
    void who_has_the_password_is_who_the_user_is_and_a_wrong_one_and_no_user_look_the_same() throws Exception {
        assertThat(at(secret("Alice", GOOD))).isEqualTo(new Principal("alice", Role.ANALYST, ClientScope.of("acme")));
        assertThat(login("alice", GOOD + " ")).isEqualTo(new LoginResult.Refused());
        assertThat(login("nobody", GOOD)).isEqualTo(new LoginResult.Refused());
        assertThat(login("alice", "")).isEqualTo(new LoginResult.Refused());
        assertThat(login("alice", "x".repeat(100_000))).isEqualTo(new LoginResult.Refused());
        assertThat(at("vedette_" + "0".repeat(64))).isNull();
    }

    @Test
    void a_session_ends_when_nobody_touches_it_and_after_its_longest_time_whatever_happens() throws Exception {
        String idle = secret("alice", GOOD);
        clock.pass(Duration.ofMinutes(29));
        assertThat(access.session(idle, true)).isNotNull(); // a page that refreshes itself is nobody's touch
        clock.pass(Duration.ofMinutes(2));
        assertThat(at(idle)).isNull();

        String busy = secret("alice", GOOD);
        for (int i = 0; i < 36; i++) {
            clock.pass(Duration.ofMinutes(20));
            assertThat(at(busy)).as("after %d minutes", 20 * (i + 1)).isNotNull();
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(at(busy)).isNull();
    }

    @Test
    void sessions_end_with_a_sign_out_a_new_password_and_a_disabled_user_and_a_new_role_holds_at_once()
            throws Exception {
        String one = secret("alice", GOOD);
        access.logout(one);
        assertThat(at(one)).isNull();

        String two = secret("alice", GOOD);
        access.users().role("alice", Role.VIEWER);
        assertThat(Objects.requireNonNull(at(two)).role()).isEqualTo(Role.VIEWER);
        clock.pass(Duration.ofSeconds(1));
        access.users().password("alice", "another sentence", false);
        assertThat(at(two)).isNull();

        String three = secret("alice", "another sentence");
        access.users().disabled("alice", true);
        assertThat(at(three)).isNull();
        assertThat(login("alice", "another sentence")).isEqualTo(new LoginResult.Refused());
        access.users().disabled("alice", false);
        assertThat(at(three)).isNull();
        assertThat(login("alice", "another sentence")).isInstanceOf(LoginResult.Welcome.class);
    }

    @Test
    void a_password_that_an_administrator_gave_opens_nothing_but_the_way_to_an_own_one() throws Exception {
        String once = access.users().draw();
        access.users().add("bob", Role.VIEWER, ClientScope.ALL, once, true);
        assertThat(login("bob", once)).isEqualTo(new LoginResult.NeedsNewPassword());
        assertThat(access.login("bob", once, once, HOME)).isInstanceOf(LoginResult.Unfit.class);
        assertThat(access.login("bob", once, "short", HOME)).isInstanceOf(LoginResult.Unfit.class);
        assertThat(access.login("bob", once, "bob has a long one", HOME)).isInstanceOf(LoginResult.Unfit.class);
        assertThat(access.login("bob", once, GOOD, HOME)).isInstanceOf(LoginResult.Welcome.class);
        assertThat(login("bob", once)).isEqualTo(new LoginResult.Refused());
        assertThat(login("bob", GOOD)).isInstanceOf(LoginResult.Welcome.class);

        access.users().password("bob", once, true);
        clock.pass(Duration.ofDays(4));
        assertThat(login("bob", once)).isEqualTo(new LoginResult.Refused());
    }

    @Test
    void while_somebody_has_to_wait_not_even_the_right_password_is_looked_at() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(access.login("alice", "guess " + i, null, "203.0.113.9")).isEqualTo(new LoginResult.Refused());
        }
        assertThat(access.login("alice", GOOD, null, "203.0.113.9"))
                .isEqualTo(new LoginResult.ComeAgain(Duration.ofSeconds(15)));
        assertThat(login("alice", GOOD)).isInstanceOf(LoginResult.Welcome.class);
        clock.pass(Duration.ofSeconds(16));
        assertThat(access.login("alice", GOOD, null, "203.0.113.9")).isInstanceOf(LoginResult.Welcome.class);
    }

    @Test
    void a_hash_with_parameters_of_before_is_made_anew_when_its_owner_signs_in() throws Exception {
        String old = com.password4j.Password.hash(GOOD)
                .addRandomSalt(16)
                .with(com.password4j.Argon2Function.getInstance(1024, 1, 1, 32, com.password4j.types.Argon2.ID))
                .getResult();
        UserAccount alice = Objects.requireNonNull(access.users().get("alice"));
        state.access().put(alice.withPassword(old, false, alice.passwordSince()));
        access.close();
        access = Access.open(data, AccessSettings.DEFAULT, state.access(), new SecureRandom(), clock);
        assertThat(login("alice", GOOD)).isInstanceOf(LoginResult.Welcome.class);
        assertThat(Objects.requireNonNull(access.users().get("alice")).password())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .isNotEqualTo(old);
        assertThat(login("alice", GOOD)).isInstanceOf(LoginResult.Welcome.class);
    }

    @Test
    void logins_good_and_bad_are_in_the_audit_log_and_no_password_and_no_unknown_name_is() throws Exception {
        login("alice", GOOD);
        login("alice", "hunter2hunter2");
        login("hunter3hunter3", "x"); // typed into the wrong field
        assertThat(access.audit().list(AuditFilter.latest(10)))
                .extracting(record ->
                        record.entry().who() + " " + record.entry().action().label())
                .containsExactly("(unknown) login-failed", "alice login-failed", "alice login");
        assertThat(access.audit().list(AuditFilter.latest(10)).toString())
                .contains("wrong password", HOME)
                .doesNotContain("hunter", GOOD);
    }

    @Test
    void names_and_roles_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> add("Alice", Role.VIEWER, GOOD)).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> add("alice", Role.VIEWER, GOOD)).hasMessageContaining("already");
        assertThatThrownBy(() -> add("a\nb", Role.VIEWER, GOOD)).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> add("carol", Role.INGEST, GOOD)).hasMessageContaining("token");
        assertThatThrownBy(() -> add("carol", Role.VIEWER, "short")).hasMessageContaining("12");
        assertThatThrownBy(() -> add("carol", Role.VIEWER, "aaaaaaaaaaaaaaaa")).hasMessageContaining("different");
        assertThatThrownBy(() -> access.users().disabled("carol", true)).hasMessageContaining("no user 'carol'");
    }

    private void add(String name, Role role, String password) throws AccessRefusedException {
        access.users().add(name, role, ClientScope.ALL, password, false);
    }
}
