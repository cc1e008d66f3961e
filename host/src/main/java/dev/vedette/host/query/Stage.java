package dev.vedette.host.query;

import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.Expression;
import java.util.List;

/** One step of what happens to the events that were found, or to the rows of the step before. */
public sealed interface Stage {
    /** Passes the rows for which an expression is true. */
    record Where(Expression condition) implements Stage {}

    /** Adds columns, or gives them another value. */
    record Extend(List<Named> columns) implements Stage {
        public Extend {
            columns = List.copyOf(columns);
        }
    }

    /** Leaves these columns and no others. */
    record Project(List<Named> columns) implements Stage {
        public Project {
            columns = List.copyOf(columns);
        }
    }

    /** Gives columns other names. */
    record Rename(List<Named> columns) implements Stage {
        public Rename {
            columns = List.copyOf(columns);
        }
    }

    /** One row for each combination of the keys' values, or a single row where there are no keys. */
    record Group(List<Named> keys, List<Aggregate> aggregates) implements Stage {
        public Group {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }
    }

    /** Adds a row for each stretch of time in the first column that has none; only counts are not null in it. */
    record FillTime(long seconds, List<Boolean> counts) implements Stage {
        public FillTime {
            counts = List.copyOf(counts);
        }
    }

    /** Orders the rows. Nulls come last, whatever the direction. */
    record Sort(List<SortKey> keys) implements Stage {
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /** The first rows. */
    record Head(long rows) implements Stage {}

    /** The last rows, in their order. */
    record Tail(long rows) implements Stage {}

    /** The first row of each combination of values. */
    record Dedup(List<Expression> keys) implements Stage {
        public Dedup {
            keys = List.copyOf(keys);
        }
    }

    /** An expression and the name of the column that it gives. */
    record Named(String name, Expression value) {}

    /** What rows are ordered by. */
    record SortKey(Expression value, boolean descending) {}

    /** Whether what came in as events is still events behind it. */
    default boolean keepsEvents() {
        return !(this instanceof Project || this instanceof Group || this instanceof FillTime);
    }

    /** Whether it makes each row from one row and remembers nothing. */
    default boolean isRowWise() {
        return this instanceof Where || this instanceof Extend || this instanceof Project || this instanceof Rename;
    }
}
