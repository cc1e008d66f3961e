package dev.vedette.host.query.expr;

import dev.vedette.host.query.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that is computed for each row. */
public sealed interface Expression {
    /** Always the same value, or null. */
    record Literal(@Nullable Object value) implements Expression {}

    /** The value of a column; while rows are events, every field is one. */
    record Column(String name) implements Expression {}

    /** A function or operator of values. */
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A condition on a field, as the search bar has them; what it needs is the field's column. */
    record Test(Condition condition) implements Expression {}
}
