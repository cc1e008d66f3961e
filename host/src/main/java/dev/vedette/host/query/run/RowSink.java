package dev.vedette.host.query.run;

import org.jspecify.annotations.Nullable;

/** Takes rows. */
interface RowSink {
    /** Takes a row, which is the sink's own from now on; false when it wants no more. */
    boolean take(@Nullable Object[] row);

    /** There are no more. */
    void finish();

    /** Gives another sink the rows that there would be if nothing more came; false if it has nothing to say yet. */
    default boolean preview(RowSink to) {
        return false;
    }
}
