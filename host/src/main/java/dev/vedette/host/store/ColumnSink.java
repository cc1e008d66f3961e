package dev.vedette.host.store;

import org.jspecify.annotations.Nullable;

/** Takes the values of one event after the other. */
@FunctionalInterface
public interface ColumnSink {
    /**
     * Takes an event's values, one for each column asked for: a value, a list of them, or null.
     *
     * @param values the sink's own from now on
     * @return whether more are wanted
     */
    boolean take(@Nullable Object[] values);
}
