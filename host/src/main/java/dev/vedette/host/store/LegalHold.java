package dev.vedette.host.store;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An order to keep events whatever their bucket says.
 *
 * @param name lower-case letters, digits and dashes; never used again, so that it can stand in a letter
 * @param client whose events; null is everybody's
 * @param query which events, in the query language; null is all
 * @param from events at or after this time; null is from the beginning
 * @param to events before this time; null is for ever
 * @param reason why, for whoever asks
 * @param by who set it
 * @param at when
 * @param releasedBy who released it; null while it is in force
 * @param releasedAt when
 */
public record LegalHold(
        String name,
        @Nullable String client,
        @Nullable String query,
        @Nullable Instant from,
        @Nullable Instant to,
        String reason,
        String by,
        Instant at,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public LegalHold {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a hold is made of lower-case letters, digits and dashes"
                    + " (at most 63), such as 'case-17', not '" + name + "'");
        }
        if (reason.isBlank() || reason.length() > 1_000) {
            throw new IllegalArgumentException("a hold says its reason, in at most 1000 characters");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("'from' of a hold is before its 'to'");
        }
    }

    public boolean inForce() {
        return releasedAt == null;
    }

    Instant begin() {
        return Objects.requireNonNullElse(from, Instant.MIN);
    }

    Instant end() {
        return Objects.requireNonNullElse(to, Instant.MAX);
    }
}
