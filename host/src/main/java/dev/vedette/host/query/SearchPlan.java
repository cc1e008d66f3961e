package dev.vedette.host.query;

import dev.vedette.api.event.Field;
import java.time.Instant;
import java.util.Objects;

/**
 * A search, newest first.
 *
 * @param from events at or after this time
 * @param to events before this time
 * @param limit how many at most, from 0
 */
public record SearchPlan(Condition condition, Instant from, Instant to, int limit) {
    /** The most events one search hands over. */
    public static final int MAX_LIMIT = 10_000;

    /** Stands for the raw record as text where fields are named; no event has it. */
    public static final Field RAW = Field.of("vedette.raw");

    public SearchPlan {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is 0 to " + MAX_LIMIT + ", not " + limit);
        }
    }

    /** A search over all times. */
    public static SearchPlan of(Condition condition, int limit) {
        return new SearchPlan(condition, Instant.MIN, Instant.MAX, limit);
    }

    /** The same up to and including a point in time. */
    public SearchPlan until(Instant time) {
        boolean earlier = time.isBefore(to);
        return earlier ? new SearchPlan(condition, from, time.plusNanos(1), limit) : this;
    }
}
