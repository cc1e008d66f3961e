package dev.vedette.host.query.run;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.Environment;
import dev.vedette.host.query.expr.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes stages ready to run: names into places of rows, expressions into computations. */
final class StageCompiler {
    private final Environment environment;
    private final List<Step> steps = new ArrayList<>();
    private Layout layout;
    private boolean fromEvents = true;

    /** A stage that is ready: it only needs what comes behind it. */
    @FunctionalInterface
    interface Step {
        RowSink before(RowSink next, RunState run);
    }

    StageCompiler(Environment environment) {
        this.environment = environment;
        this.layout = new Layout(environment, true);
    }

    Layout layout() {
        return layout;
    }

    List<Step> steps() {
        return steps;
    }

    void add(Stage stage, @Nullable Stage following) {
        switch (stage) {
            case Stage.Where where -> {
                Computation condition = layout.compile(where.condition());
                steps.add((next, run) -> RowStages.where(condition, next));
            }
            case Stage.Extend extend -> compute(extend.columns(), false);
            case Stage.Project project -> compute(project.columns(), true);
            case Stage.Rename rename -> rename(rename.columns());
            case Stage.Group group -> group(group);
            case Stage.FillTime fill ->
                steps.add((next, run) -> RowStages.fillTime(fill.seconds(), fill.counts(), run.limits(), next));
            case Stage.Sort sort -> sort(sort, following);
            case Stage.Head head -> steps.add((next, run) -> RowStages.head(head.rows(), next));
            case Stage.Tail tail ->
                steps.add(
                        (next, run) -> RowStages.tail(tail.rows(), run.limits().rows(), next));
            case Stage.Dedup dedup -> {
                List<Computation> keys = compile(dedup.keys());
                steps.add((next, run) -> RowStages.dedup(keys, run.values(), next));
            }
        }
    }

    private List<Computation> compile(List<Expression> expressions) {
        return expressions.stream().map(layout::compile).toList();
    }

    private void compute(List<Stage.Named> columns, boolean only) {
        List<Computation> values = new ArrayList<>();
        columns.forEach(column -> values.add(layout.compile(column.value())));
        int[] places = new int[columns.size()];
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < places.length; i++) {
            places[i] = layout.place();
            names.put(columns.get(i).name(), places[i]);
        }
        if (only) {
            layout.only(names);
        } else {
            names.forEach(layout::name);
        }
        steps.add((next, run) -> RowStages.compute(values, places, next));
    }

    private void rename(List<Stage.Named> columns) {
        Map<String, Integer> names = new LinkedHashMap<>();
        layout.columns().forEach((name, place) -> {
            String now = name;
            for (Stage.Named column : columns) {
                now = column.value().equals(new Expression.Column(name)) ? column.name() : now;
            }
            names.put(now, place);
        });
        layout.only(names);
    }

    private void group(Stage.Group group) {
        List<Computation> values = new ArrayList<>();
        boolean timed = false;
        for (Aggregate aggregate : group.aggregates()) {
            Expression value = aggregate.value();
            values.add(value == null ? row -> null : layout.compile(value));
            timed |= aggregate.kind() == Aggregate.Kind.FIRST || aggregate.kind() == Aggregate.Kind.LAST;
        }
        List<Computation> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        group.keys().forEach(key -> {
            keys.add(layout.compile(key.value()));
            names.add(key.name());
        });
        Computation weight = fromEvents ? input(HostFields.COUNT) : row -> 1L;
        Computation time = fromEvents && timed ? input(Event.TIMESTAMP) : row -> null;
        Grouping.Parts parts =
                new Grouping.Parts(keys, group.aggregates(), values, weight, time, String.join(", ", names));
        Layout output = new Layout(environment, false);
        names.forEach(name -> output.name(name, output.place()));
        group.aggregates().forEach(aggregate -> output.name(aggregate.name(), output.place()));
        steps.add((next, run) -> new Grouping(parts, output, run, next));
        layout = output;
        fromEvents = false;
    }

    private Computation input(dev.vedette.api.event.Field field) {
        int place = layout.input(field);
        return row -> row[place];
    }

    private void sort(Stage.Sort sort, @Nullable Stage following) {
        List<Computation> keys =
                sort.keys().stream().map(key -> layout.compile(key.value())).toList();
        List<Boolean> descending =
                sort.keys().stream().map(Stage.SortKey::descending).toList();
        long wanted = following instanceof Stage.Head head ? head.rows() : Long.MAX_VALUE;
        boolean bounded = !fromEvents;
        steps.add((next, run) -> {
            int most = bounded ? Integer.MAX_VALUE : run.limits().rows();
            Runnable cut = wanted <= most ? () -> {} : run::cut;
            return new Sorting(keys, descending, (int) Math.min(wanted, most), cut, next);
        });
    }
}
