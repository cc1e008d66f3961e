package dev.vedette.host.query.run;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.query.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a program: rows go in, and come out as they are final. Not thread-safe. */
public final class ProgramRun {
    private final Program program;
    private final RunState state;
    private final List<RowSink> chain;
    private final int[] inputPlaces;
    private final Field[] inputFields;
    private final int rowSize;

    /** Takes the rows that come out. */
    @FunctionalInterface
    public interface Output {
        /**
         * Takes a row.
         *
         * @param event that it was made of, if it is one
         * @return whether more are wanted
         */
        boolean row(List<@Nullable Object> row, @Nullable Event event);
    }

    /**
     * Begins a run.
     *
     * @throws LimitReachedException here and later, when the limits do not suffice
     */
    public ProgramRun(Program program, RunLimits limits, Output output) {
        this.program = program;
        this.state = new RunState(limits);
        this.chain = program.chain(0, new End(program.places(), output), state);
        this.inputFields = program.input().inputs().keySet().toArray(Field[]::new);
        this.inputPlaces = program.input().inputs().values().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        this.rowSize = program.input().size();
    }

    /** Takes an event; false when no more are wanted. */
    public boolean event(Event event) {
        @Nullable Object[] row = new @Nullable Object[rowSize];
        row[Layout.EVENT] = event;
        for (int i = 0; i < inputFields.length; i++) {
            row[inputPlaces[i]] = value(event, inputFields[i]);
        }
        return chain.get(0).take(row);
    }

    private static @Nullable Object value(Event event, Field field) {
        if (field == Event.TIMESTAMP) {
            return event.timestamp();
        }
        return field == SearchPlan.RAW ? event.raw().text() : event.get(field);
    }

    /** Takes the values of an event's {@link Program#fields()}; false when no more are wanted. */
    public boolean values(@Nullable Object[] values) {
        @Nullable Object[] row = new @Nullable Object[rowSize];
        for (int i = 0; i < values.length; i++) {
            row[inputPlaces[i]] = values[i];
        }
        return chain.get(0).take(row);
    }

    /** Takes a row that stage 0 would have made, past this stage: a key for each of its columns, then its figures. */
    public boolean group(List<@Nullable Object> columns) {
        @Nullable Object[] row = new @Nullable Object[program.groupSize()];
        for (int i = 0; i < columns.size(); i++) {
            row[1 + i] = columns.get(i);
        }
        return chain.get(1).take(row);
    }

    /** There are no more rows. */
    public void finish() {
        chain.get(0).finish();
    }

    /** There are no more rows, which were given to {@link #group}. */
    public void finishGroups() {
        chain.get(1).finish();
    }

    /** What would come out if no more went in; empty where rows come out as they are found. */
    public Table preview(int most) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < chain.size() - 1; i++) {
            RunState apart = new RunState(state.limits());
            RowSink end = new End(program.places(), (row, event) -> rows.size() < most && rows.add(row));
            RowSink rest = program.chain(i + 1, end, apart).get(0);
            if (chain.get(i).preview(rest)) {
                rest.finish();
                break;
            }
        }
        return new Table(program.columns(), rows, false, state.isCut(), state.notes());
    }

    /** Whether rows were left out that a sort had no room for. */
    public boolean isCut() {
        return state.isCut();
    }

    /** What a reader should know. */
    public List<String> notes() {
        return state.notes();
    }

    private static final class End implements RowSink {
        private final int[] places;
        private final Output output;

        End(int[] places, Output output) {
            this.places = places;
            this.output = output;
        }

        @Override
        public boolean take(@Nullable Object[] row) {
            List<@Nullable Object> columns = new ArrayList<>(places.length);
            for (int place : places) {
                columns.add(row[place]);
            }
            return output.row(
                    Collections.unmodifiableList(columns), row[Layout.EVENT] instanceof Event event ? event : null);
        }

        @Override
        public void finish() {}
    }
}
