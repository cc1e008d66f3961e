package dev.vedette.host.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who signs in with a name and a password.
 *
 * @param name in lower case; it stands in the audit log for ever, so it is never given to somebody else
 * @param password hash with its parameters, as {@code $argon2id$...}
 * @param temporary whether the password was given by an administrator: it opens nothing but the way to an own one
 * @param passwordSince when the password was set; sessions from before are over
 */
public record UserAccount(
        String name,
        Role role,
        ClientScope scope,
        String password,
        boolean temporary,
        boolean disabled,
        Instant created,
        Instant passwordSince,
        @Nullable Instant lastLogin) {

    UserAccount withRole(Role other) {
        return new UserAccount(name, other, scope, password, temporary, disabled, created, passwordSince, lastLogin);
    }

    UserAccount withScope(ClientScope other) {
        return new UserAccount(name, role, other, password, temporary, disabled, created, passwordSince, lastLogin);
    }

    UserAccount withDisabled(boolean now) {
        return new UserAccount(name, role, scope, password, temporary, now, created, passwordSince, lastLogin);
    }

    UserAccount withPassword(String hash, boolean forOnce, Instant since) {
        return new UserAccount(name, role, scope, hash, forOnce, disabled, created, since, lastLogin);
    }

    UserAccount withLastLogin(Instant when) {
        return new UserAccount(name, role, scope, password, temporary, disabled, created, passwordSince, when);
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "UserAccount[" + name + ", " + role + ", " + scope + "]";
    }
}
