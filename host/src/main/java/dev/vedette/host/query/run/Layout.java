package dev.vedette.host.query.run;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.expr.Environment;
import dev.vedette.host.query.expr.Expression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which place of a row holds what. The first holds the event. */
final class Layout {
    /** Where the event is. */
    static final int EVENT = 0;

    private final Environment environment;
    private final Map<Field, Integer> inputs = new LinkedHashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private boolean events;
    private int size = 1;

    Layout(Environment environment, boolean events) {
        this.environment = environment;
        this.events = events;
    }

    /** Whether the rows are events, so that each field is a column. */
    boolean holdsEvents() {
        return events;
    }

    int size() {
        return size;
    }

    /** A place for a new value. */
    int place() {
        return size++;
    }

    /** The place of an event's field. */
    int input(Field field) {
        return inputs.computeIfAbsent(field, f -> size++);
    }

    Map<Field, Integer> inputs() {
        return inputs;
    }

    /** A name for a place. */
    void name(String column, int place) {
        columns.put(column, place);
    }

    /** Leaves these columns and no others. */
    void only(Map<String, Integer> names) {
        columns.clear();
        columns.putAll(names);
        events = false;
    }

    /** The columns that were named, in their order. */
    Map<String, Integer> columns() {
        return columns;
    }

    int of(String column) {
        Integer place = columns.get(column);
        if (place != null) {
            return place;
        }
        if (!events) {
            throw new IllegalArgumentException("there is no column " + column + " among " + columns.keySet());
        }
        return input(Field.of(column));
    }

    /** An expression, ready to be computed. */
    Computation compile(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> row -> literal.value();
            case Expression.Column column -> {
                int place = of(column.name());
                yield row -> row[place];
            }
            case Expression.Test test -> ColumnTest.of(test.condition(), this);
            case Expression.Call call -> {
                List<Computation> arguments = new ArrayList<>();
                call.arguments().forEach(argument -> arguments.add(compile(argument)));
                yield Computation.call(call.function().prepared(call.arguments(), environment), arguments);
            }
        };
    }
}
