package dev.vedette.host.query.run;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.Table;
import dev.vedette.host.query.expr.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stages of a plan, ready to run as often as wanted. Immutable. */
public final class Program {
    private final Layout input;
    private final Layout afterFirst;
    private final Layout output;
    private final List<StageCompiler.Step> steps;

    private Program(Layout input, Layout afterFirst, Layout output, List<StageCompiler.Step> steps) {
        this.input = input;
        this.afterFirst = afterFirst;
        this.output = output;
        this.steps = steps;
    }

    /** Makes stages ready. */
    public static Program of(List<Stage> stages, Environment environment) {
        StageCompiler compiler = new StageCompiler(environment);
        Layout input = compiler.layout();
        Layout afterFirst = input;
        for (int i = 0; i < stages.size(); i++) {
            compiler.add(stages.get(i), i + 1 < stages.size() ? stages.get(i + 1) : null);
            afterFirst = i == 0 ? compiler.layout() : afterFirst;
        }
        return new Program(input, afterFirst, compiler.layout(), compiler.steps());
    }

    /** The fields of events that it needs. */
    public List<Field> fields() {
        return List.copyOf(input.inputs().keySet());
    }

    /** The names of the columns that come out. */
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        if (output.holdsEvents()) {
            names.add(Table.EVENT);
        }
        names.addAll(output.columns().keySet());
        return names;
    }

    /** How long the rows of a group in stage 0 are. */
    int groupSize() {
        return afterFirst.size();
    }

    Layout input() {
        return input;
    }

    /** Where in a row each column is that comes out. */
    int[] places() {
        List<Integer> places = new ArrayList<>();
        if (output.holdsEvents()) {
            places.add(Layout.EVENT);
        }
        for (Map.Entry<String, Integer> column : output.columns().entrySet()) {
            places.add(column.getValue());
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The stages from one on, the first at the front, before the end. */
    List<RowSink> chain(int from, RowSink end, RunState run) {
        List<RowSink> chain = new ArrayList<>();
        RowSink next = end;
        for (int i = steps.size() - 1; i >= from; i--) {
            next = steps.get(i).before(next, run);
            chain.add(0, next);
        }
        chain.add(end);
        return chain;
    }
}
