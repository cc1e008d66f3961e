package dev.vedette.host.search;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the answer to a query as it comes. */
public interface QueryOutput {
    /**
     * Takes the next row of the answer.
     *
     * @param event the event that it was made of, where it is one: the place to go on behind
     * @return whether more rows are wanted
     */
    boolean row(List<@Nullable Object> row, @Nullable Event event);

    /** What the answer would be if nothing more were found; it is told while rows cannot be final yet. */
    void preview(Table soFar);

    /** Takes something that a reader of the answer should know: that figures are estimates, for example. */
    default void note(String text) {}
}
