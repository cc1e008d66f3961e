package dev.vedette.host.query.run;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.ValueTest;
import dev.vedette.host.query.expr.Values;
import java.util.List;

/** Conditions on fields, asked of the columns of a row: what {@link dev.vedette.host.query.EventFilter} asks of events. */
final class ColumnTest {
    private ColumnTest() {}

    static Computation of(Condition condition, Layout layout) {
        return switch (condition) {
            case Condition.Everything e -> row -> true;
            case Condition.And and -> {
                List<Computation> parts = parts(and.parts(), layout);
                yield row -> parts.stream().allMatch(part -> Values.isTrue(part.of(row)));
            }
            case Condition.Or or -> {
                List<Computation> parts = parts(or.parts(), layout);
                yield row -> parts.stream().anyMatch(part -> Values.isTrue(part.of(row)));
            }
            case Condition.Not not -> {
                Computation part = of(not.part(), layout);
                yield row -> !Values.isTrue(part.of(row));
            }
            case Condition.Equal leaf -> onField(leaf.field(), leaf, layout);
            case Condition.Wildcard leaf -> onField(leaf.field(), leaf, layout);
            case Condition.Range leaf -> onField(leaf.field(), leaf, layout);
            case Condition.Cidr leaf -> onField(leaf.field(), leaf, layout);
            case Condition.Exists leaf -> onField(leaf.field(), leaf, layout);
            case Condition.Text t -> throw new IllegalArgumentException("free text is asked of the store alone");
            case Condition.TextWildcard t ->
                throw new IllegalArgumentException("free text is asked of the store alone");
        };
    }

    private static List<Computation> parts(List<Condition> conditions, Layout layout) {
        return conditions.stream().map(part -> of(part, layout)).toList();
    }

    private static Computation onField(Field field, Condition condition, Layout layout) {
        ValueTest test = ValueTest.of(condition);
        int place = layout.of(field.name());
        return row -> {
            for (Object member : Values.members(row[place])) {
                if (test.test(member)) {
                    return true;
                }
            }
            return false;
        };
    }
}
