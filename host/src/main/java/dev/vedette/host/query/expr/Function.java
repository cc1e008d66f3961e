package dev.vedette.host.query.expr;

import org.jspecify.annotations.Nullable;

/** A function or operator, with a name for its columns and messages. */
public interface Function {
    /** Its name as a query writes it. */
    String name();

    /** Its value for these arguments, of which each may be null or a list. */
    @Nullable
    Object of(@Nullable Object[] arguments);
}
