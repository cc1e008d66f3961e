package dev.vedette.host.query;

import dev.vedette.host.query.expr.Pushdown;
import java.time.Instant;
import java.util.ArrayList;
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

    /** The plan with further stages; what the store can answer of them goes into the condition. */
    public QueryPlan then(List<Stage> more) {
        List<Stage> all = new ArrayList<>(stages);
        all.addAll(more);
        Condition asked = condition;
        while (!all.isEmpty() && all.get(0) instanceof Stage.Where where) {
            Pushdown split = Pushdown.of(where.condition());
            asked = Pushdown.all(List.of(asked, split.condition()));
            if (split.rest() != null) {
                all.set(0, new Stage.Where(split.rest()));
                break;
            }
            all.remove(0);
        }
        return new QueryPlan(asked, from, to, all);
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

    /** Whether groups are made before anything depends on the order of events. */
    public boolean groupsFirst() {
        for (Stage stage : stages) {
            if (!stage.isRowWise()) {
                return stage instanceof Stage.Group;
            }
        }
        return false;
    }
}
