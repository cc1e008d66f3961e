package dev.vedette.host.query.run;

import dev.vedette.host.query.expr.Function;
import dev.vedette.host.query.expr.Operator;
import dev.vedette.host.query.expr.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes a value from a row. */
@FunctionalInterface
interface Computation {
    @Nullable
    Object of(@Nullable Object[] row);

    /** A function of others; of a logical one only as much as decides it. */
    static Computation call(Function function, List<Computation> arguments) {
        Computation[] parts = arguments.toArray(Computation[]::new);
        if (function == Operator.AND) {
            return row -> Values.isTrue(parts[0].of(row)) && Values.isTrue(parts[1].of(row));
        }
        if (function == Operator.OR) {
            return row -> Values.isTrue(parts[0].of(row)) || Values.isTrue(parts[1].of(row));
        }
        return row -> {
            @Nullable Object[] values = new @Nullable Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = parts[i].of(row);
            }
            return function.of(values);
        };
    }
}
