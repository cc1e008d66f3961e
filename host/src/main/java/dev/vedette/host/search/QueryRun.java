package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.Table;
import dev.vedette.host.query.expr.Environment;
import dev.vedette.host.query.expr.Lookups;
import dev.vedette.host.query.run.LimitReachedException;
import dev.vedette.host.query.run.Program;
import dev.vedette.host.query.run.ProgramRun;
import dev.vedette.host.store.EventCursor;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.ScanEnd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries from the event store, in bounded memory. Thread-safe; each call works in the thread that makes it.
 *
 * <p>What the store can say at once (how many, how many of each value, how many over time) it is asked; where only groups
 * are wanted the columns they need are swept; everything else reads events, newest first.
 */
public final class QueryRun {
    private final EventStore store;
    private final QuerySettings settings;
    private final Clock clock;
    private final Lookups lookups;

    public QueryRun(EventStore store, QuerySettings settings, Clock clock) {
        this(store, settings, clock, Lookups.NONE);
    }

    /**
     * A runner.
     *
     * @param lookups what functions say of addresses
     */
    public QueryRun(EventStore store, QuerySettings settings, Clock clock, Lookups lookups) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.lookups = lookups;
    }

    private Program program(QueryPlan plan) {
        return Program.of(plan.stages(), new Environment(clock.instant(), lookups));
    }

    /** The names of the columns that a plan's rows have. */
    public List<String> columns(QueryPlan plan) {
        return program(plan).columns();
    }

    /**
     * Hands over the whole answer, row by row. Rows of events come newest first.
     *
     * @param after where to go on; only for plans that are {@link QueryPlan#isPageable()}
     * @return whether the answer is complete; when cancelled, what there was has been handed over
     * @throws QueryLimitException if it needs more memory than the settings allow; the message says what to do
     */
    public ScanEnd stream(
            ClientScope scope, QueryPlan plan, @Nullable EventCursor after, ScanControl control, QueryOutput output)
            throws QueryLimitException {
        if (after != null && !plan.isPageable()) {
            throw new IllegalArgumentException("only rows of single events can be gone on behind");
        }
        Program program = program(plan);
        boolean[] refused = new boolean[1];
        try {
            ProgramRun run = new ProgramRun(program, settings.limits(), (row, event) -> {
                refused[0] |= !output.row(row, event);
                return !refused[0];
            });
            ScanEnd end = feed(scope, plan, after, program, run, new Previews(control, clock, run, output));
            run.notes().forEach(output::note);
            if (run.isCut()) {
                output.note("only the first " + settings.maxRows()
                        + " rows were kept while sorting; add head, or narrow" + " the search");
            }
            return end == ScanEnd.CANCELLED ? end : refused[0] ? ScanEnd.ENOUGH : ScanEnd.COMPLETE;
        } catch (LimitReachedException e) {
            throw new QueryLimitException(String.valueOf(e.getMessage()));
        }
    }

    private ScanEnd feed(
            ClientScope scope,
            QueryPlan plan,
            @Nullable EventCursor after,
            Program program,
            ProgramRun run,
            ScanControl control) {
        if (new QueryShortcut(store, settings).answer(scope, plan, run)) {
            run.finishGroups();
            return ScanEnd.COMPLETE;
        }
        ScanEnd end = plan.groupsFirst()
                ? store.sweep(scope, plan.search(), program.fields(), control, run::values)
                : store.scan(scope, plan.search(), after, control, run::event);
        run.finish();
        return end;
    }

    /** The answer as one table of at most {@link QuerySettings#maxRows} rows. */
    public Table run(ClientScope scope, QueryPlan plan, ScanControl control, Consumer<Table> partial)
            throws QueryLimitException {
        Collected rows = new Collected(settings.maxRows(), partial);
        ScanEnd end = stream(scope, plan, null, control, rows);
        return new Table(columns(plan), rows.rows, end != ScanEnd.CANCELLED, rows.more, rows.notes);
    }

    private static final class Collected implements QueryOutput {
        private final int most;
        private final Consumer<Table> partial;
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private boolean more;

        Collected(int most, Consumer<Table> partial) {
            this.most = most;
            this.partial = partial;
        }

        @Override
        public boolean row(List<@Nullable Object> row, @Nullable Event event) {
            more = rows.size() == most;
            return !more && rows.add(row);
        }

        @Override
        public void preview(Table soFar) {
            partial.accept(soFar);
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    }
}
