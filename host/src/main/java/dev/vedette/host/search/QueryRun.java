package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.Table;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanEnd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers queries from the event store, in bounded memory. Thread-safe; each call works in the thread that makes it. */
public final class QueryRun {
    private final EventStore store;
    private final QuerySettings settings;
    private final Clock clock;

    public QueryRun(EventStore store, QuerySettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** The names of the columns that a plan's rows have. */
    public List<String> columns(QueryPlan plan) {
        return List.of(Table.EVENT);
    }

    /**
     * Hands over the whole answer, row by row. Rows of events come newest first.
     *
     * @param after where to go on; only for plans that are {@link QueryPlan#isPageable()}
     * @throws QueryLimitException if it needs more memory than the settings allow; the message says what to do
     */
    public ScanEnd stream(
            ClientScope scope, QueryPlan plan, @Nullable EventCursor after, ScanControl control, QueryOutput output)
            throws QueryLimitException {
        return store.scan(scope, plan.search(), after, control, event -> output.row(List.of(event), event));
    }

    /** The answer as one table of at most {@link QuerySettings#maxRows} rows. */
    public Table run(ClientScope scope, QueryPlan plan, ScanControl control, Consumer<Table> partial)
            throws QueryLimitException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        boolean[] more = new boolean[1];
        ScanEnd end = stream(scope, plan, null, control, new QueryOutput() {
            @Override
            public boolean row(List<@Nullable Object> row, @Nullable Event event) {
                more[0] = rows.size() == settings.maxRows();
                return !more[0] && rows.add(row);
            }

            @Override
            public void preview(Table soFar) {
                partial.accept(soFar);
            }
        });
        return new Table(columns(plan), rows, end != ScanEnd.CANCELLED, more[0], List.of());
    }
}
