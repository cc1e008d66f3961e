package dev.vedette.host.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the audit log. What is null does not matter.
 *
 * @param text stands in the detail, in any case
 * @param from the first moment
 * @param to the first moment after
 * @param before numbers less than this: the cursor to the next page; {@link Long#MAX_VALUE} for the first
 */
public record AuditFilter(
        @Nullable String who,
        @Nullable AuditAction action,
        @Nullable String client,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant to,
        long before,
        int limit) {
    /** The latest ones. */
    public static AuditFilter latest(int limit) {
        return new AuditFilter(null, null, null, null, null, null, Long.MAX_VALUE, limit);
    }
}
