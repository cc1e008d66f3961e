package dev.vedette.host.access;

import org.jspecify.annotations.Nullable;

/**
 * What a check of the audit log found.
 *
 * @param entries that fit, from the first
 * @param head number and hash of the last that fits; kept elsewhere it proves later that nothing before was changed
 * @param problem the first thing that does not fit, or null
 */
public record AuditVerdict(
        long entries, String head, @Nullable String problem) {}
