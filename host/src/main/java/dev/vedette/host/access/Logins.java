package dev.vedette.host.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Signs people in. */
final class Logins {
    private static final int AT_A_TIME = 2; // a hash takes memory and a processor on purpose
    private static final long PATIENCE_SECONDS = 5;
    private static final int LONGEST_NAME = 128;

    private final Users users;
    private final Passwords passwords;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final AuditLog audit;
    private final Semaphore hashing = new Semaphore(AT_A_TIME);

    Logins(Users users, Passwords passwords, Sessions sessions, LoginThrottle throttle, AuditLog audit) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
    }

    /**
     * Signs somebody in.
     *
     * @param newPassword takes the place of the password; null leaves it
     * @param address where the caller is
     */
    LoginResult login(String name, String password, @Nullable String newPassword, String address) throws IOException {
        String user = name.toLowerCase(Locale.ROOT);
        if (user.length() > LONGEST_NAME || password.length() > Passwords.LONGEST) {
            return new LoginResult.Refused();
        }
        try {
            if (!hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return new LoginResult.ComeAgain(Duration.ofSeconds(PATIENCE_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new LoginResult.ComeAgain(Duration.ofSeconds(PATIENCE_SECONDS));
        }
        try {
            Duration wait = throttle.wait(user, address); // in here, so that many at once do not get by it
            return wait.isZero() ? check(user, password, newPassword, address) : new LoginResult.ComeAgain(wait);
        } catch (AccessRefusedException e) {
            return new LoginResult.Unfit(String.valueOf(e.getMessage()));
        } finally {
            hashing.release();
        }
    }

    private LoginResult check(String name, String password, @Nullable String newPassword, String address)
            throws IOException, AccessRefusedException {
        UserAccount user = users.get(name);
        boolean right = passwords.check(password, user == null ? null : user.password());
        if (user == null || !right || user.disabled() || users.tooLate(user)) {
            throttle.failed(name, address);
            // A name that nobody has is not written down: it may be a password in the wrong field.
            audit.record(
                    user == null ? "(unknown)" : user.name(),
                    AuditAction.LOGIN_FAILED,
                    Map.of("address", address, "reason", why(user, right)));
            return new LoginResult.Refused();
        }
        if (newPassword == null && user.temporary()) {
            return new LoginResult.NeedsNewPassword();
        }
        if (newPassword != null) {
            if (newPassword.equals(password)) {
                return new LoginResult.Unfit("the new password is the old one; choose another");
            }
            String problem = Passwords.problem(user.name(), newPassword);
            if (problem != null) {
                return new LoginResult.Unfit(problem);
            }
            audit.record(user.name(), AuditAction.PASSWORD_CHANGE, Map.of("address", address, "user", user.name()));
            users.password(user.name(), newPassword, false);
        } else if (passwords.isStale(user.password())) {
            users.refresh(user.name(), password);
        }
        audit.record(user.name(), AuditAction.LOGIN, Map.of("address", address));
        throttle.succeeded(user.name(), address);
        UserAccount now = users.loggedIn(user.name());
        return new LoginResult.Welcome(sessions.begin(now), now);
    }

    private String why(@Nullable UserAccount user, boolean right) {
        return user == null
                ? "no such user"
                : !right ? "wrong password" : user.disabled() ? "disabled" : "the one-time password is too old";
    }
}
