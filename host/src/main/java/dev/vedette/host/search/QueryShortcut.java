package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.FieldType;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.Pushdown;
import dev.vedette.host.query.expr.TimeBin;
import dev.vedette.host.query.expr.Values;
import dev.vedette.host.query.run.ProgramRun;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.TermCount;
import dev.vedette.host.store.TimeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries that begin with a count which the store can answer faster than by handing over events. */
final class QueryShortcut {
    /** Between these, times are in a column to the nanosecond. */
    private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private final EventStore store;
    private final QuerySettings settings;

    QueryShortcut(EventStore store, QuerySettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Gives the groups of the plan's first stage; false, with none given, if the long way must be gone. */
    boolean answer(ClientScope scope, QueryPlan plan, ProgramRun run) {
        if (plan.stages().isEmpty()
                || !(plan.stages().get(0) instanceof Stage.Group group)
                || !group.aggregates().stream().allMatch(QueryShortcut::countsRows)
                || group.keys().size() > 1) {
            return false;
        }
        SearchPlan search = plan.search();
        int figures = group.aggregates().size();
        if (store.count(scope, and(search, new Condition.Exists(HostFields.COUNT))) > 0) {
            return false; // some stand for more than one
        }
        if (group.keys().isEmpty()) {
            give(run, List.of(), store.count(scope, search), figures);
            return true;
        }
        return switch (group.keys().get(0).value()) {
            case Expression.Column column -> values(scope, search, Field.of(column.name()), figures, run);
            case Expression.Call call
            when call.function() instanceof TimeBin bin && isTime(call) ->
                times(scope, search, bin.span(), figures, run);
            default -> false;
        };
    }

    private static boolean countsRows(Aggregate aggregate) {
        return aggregate.kind() == Aggregate.Kind.COUNT && aggregate.value() == null;
    }

    private static boolean isTime(Expression.Call bin) {
        return bin.arguments().get(0).equals(new Expression.Column(Event.TIMESTAMP.name()));
    }

    private static SearchPlan and(SearchPlan plan, Condition more) {
        return new SearchPlan(Pushdown.all(List.of(plan.condition(), more)), plan.from(), plan.to(), 0);
    }

    private boolean values(ClientScope scope, SearchPlan search, Field field, int figures, ProgramRun run) {
        boolean columnar = field != Event.TIMESTAMP
                && field != Event.ID
                && field.type() != FieldType.TEXT
                && field.type() != FieldType.ANY
                && field.type() != FieldType.DATE
                && field.type() != FieldType.DOUBLE;
        if (!columnar) {
            return false; // the text of a value does not tell the value, or it is no column at all
        }
        List<TermCount> counts = store.top(scope, search, field, settings.maxGroups() + 1);
        if (counts.size() > settings.maxGroups()) {
            return false; // the long way says so
        }
        List<Row> rows = new ArrayList<>(counts.size());
        for (TermCount count : counts) {
            Object value = field.read(count.value());
            if (value == null) {
                return false;
            }
            rows.add(new Row(value, count.count()));
        }
        rows.sort((a, b) -> Values.ORDER.compare(a.key, b.key));
        for (Row row : rows) {
            if (!give(run, List.of(row.key), row.count, figures)) {
                return true;
            }
        }
        long missing = store.count(scope, and(search, new Condition.Not(new Condition.Exists(field))));
        if (missing > 0) {
            give(run, Collections.singletonList(null), missing, figures);
        }
        return true;
    }

    private record Row(Object key, long count) {}

    private boolean times(ClientScope scope, SearchPlan search, Duration span, int figures, ProgramRun run) {
        if (search.from().isBefore(EARLIEST) || search.to().isAfter(LATEST)) {
            return false;
        }
        for (TimeCount count : store.histogram(scope, search, span)) {
            if (!give(run, List.of(count.start()), count.count(), figures)) {
                break;
            }
        }
        return true;
    }

    /** A row of the group stage: its keys, then the same figure for each of the aggregates. */
    private static boolean give(ProgramRun run, List<@Nullable Object> keys, long count, int figures) {
        List<@Nullable Object> row = new ArrayList<>(keys);
        row.addAll(Collections.nCopies(figures, count));
        return run.group(row);
    }
}
