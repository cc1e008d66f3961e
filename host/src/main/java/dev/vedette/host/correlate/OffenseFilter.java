package dev.vedette.host.correlate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which offenses a list is to hold; they come ranked: score, then time of the last event, then id.
 *
 * @param status null for all
 * @param minScore 0 to 100
 * @param from those with an event at or after this time; null for all
 * @param to those with an event before this time; null for all
 * @param text part of the description or of the index value, case ignored; null for all
 */
public record OffenseFilter(
        @Nullable OffenseStatus status,
        double minScore,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        int limit,
        int offset) {
    public OffenseFilter {
        if (limit < 0 || offset < 0) {
            throw new IllegalArgumentException("limit and offset are at least 0");
        }
    }

    /** Everything, the first {@code limit}. */
    public static OffenseFilter all(int limit) {
        return new OffenseFilter(null, 0, null, null, null, limit, 0);
    }

    /** The open ones, the first {@code limit}. */
    public static OffenseFilter open(int limit) {
        return new OffenseFilter(OffenseStatus.OPEN, 0, null, null, null, limit, 0);
    }

    public OffenseFilter between(@Nullable Instant begin, @Nullable Instant end) {
        return new OffenseFilter(status, minScore, begin, end, text, limit, offset);
    }

    public OffenseFilter atOffset(int other) {
        return new OffenseFilter(status, minScore, from, to, text, limit, other);
    }
}
