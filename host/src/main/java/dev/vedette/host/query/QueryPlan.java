package dev.vedette.host.query;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks, whichever language it was written in.
 *
 * @param condition which events; the store answers it from its indexes
 * @param from events at or after this time; null where the query names none
 * @param to events before this time; null where the query names none
 * @param stages what happens to them then, in this order
 */
public record QueryPlan(
        Condition condition,
        @Nullable Instant from,
        @Nullable Instant to,
        List<Stage> stages) {
    public QueryPlan {
        Objects.requireNonNull(condition, "condition");
        stages = List.copyOf(stages);
    }

    /** The plan of a condition alone. */
    public static QueryPlan of(Condition condition) {
        return new QueryPlan(condition, null, null, List.of());
    }

    /** The plan with a time where it names none itself. */
    public QueryPlan during(Instant from, Instant to) {
        boolean none = this.from == null && this.to == null;
        return none ? new QueryPlan(condition, from, to, stages) : this;
    }

    /** What the store is asked for. */
    public SearchPlan search() {
        return new SearchPlan(condition, from == null ? Instant.MIN : from, to == null ? Instant.MAX : to, 0);
    }

    /** Whether its rows are whole events (with what {@code eval} added), and no table of columns. */
    public boolean givesEvents() {
        return stages.stream().allMatch(Stage::keepsEvents);
    }

    /** Whether each row is made of one event alone, so that it can go on behind any of them. */
    public boolean isPageable() {
        return stages.stream().allMatch(Stage::isRowWise);
    }
}
