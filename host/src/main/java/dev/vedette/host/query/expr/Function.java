package dev.vedette.host.query.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function or operator. The same one is the same object, so that expressions can be compared. */
public interface Function {
    /** Its name as a query writes it. */
    String name();

    /** Its value for these arguments, of which each may be null or a list. */
    @Nullable
    Object of(@Nullable Object[] arguments);

    /** The function that does the work of one query: what does not change from row to row is done here. */
    default Function prepared(List<Expression> arguments, Environment environment) {
        return this;
    }

    /** Whether equal arguments always give an equal value. */
    default boolean isPure() {
        return true;
    }

    /** Whether its value is true or false. */
    default boolean isCondition() {
        return false;
    }
}
