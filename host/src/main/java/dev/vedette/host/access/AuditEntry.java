package dev.vedette.host.access;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param who id of the user or token; for a failed login the name that was tried
 * @param client whose data it is about, or null when it is about no single one
 * @param detail names and values, never a secret, and of content nothing but the text of a query
 */
public record AuditEntry(
        Instant when,
        String who,
        AuditAction action,
        @Nullable String client,
        Map<String, String> detail) {
    public AuditEntry {
        detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    }

    public AuditEntry(Instant when, String who, AuditAction action, Map<String, String> detail) {
        this(when, who, action, null, detail);
    }
}
