package dev.vedette.host.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: everything but the token.
 *
 * @param id names it, for ever: what is revoked stays in the list
 * @param sha256 hash of the token, in hexadecimal
 * @param principal whom it stands for
 * @param createdBy id of who made it
 * @param expires null for never
 * @param lastUsed to the minute; null for not yet
 * @param revoked null while it is good
 */
public record StoredToken(
        String id,
        String sha256,
        Principal principal,
        Instant created,
        String createdBy,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        @Nullable Instant revoked) {
    public boolean goodAt(Instant now) {
        return revoked == null && (expires == null || now.isBefore(expires));
    }

    StoredToken revokedAt(Instant when) {
        return new StoredToken(id, sha256, principal, created, createdBy, expires, lastUsed, when);
    }
}
