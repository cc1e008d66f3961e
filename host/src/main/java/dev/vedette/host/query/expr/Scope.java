package dev.vedette.host.query.expr;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.QuerySyntaxException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What names and functions mean at a place of a query. */
public interface Scope {
    /** The column that a name stands for, or an error that says which it may have been. */
    Expression name(Token name) throws QuerySyntaxException;

    /** The field of events that an expression is, or null if its values are computed. */
    @Nullable
    Field field(Expression expression);

    /**
     * A call that means something special here, or null for the usual functions.
     *
     * @param name of the function, which was just taken; its parenthesis comes next
     */
    @Nullable
    Expression call(Token name, ExpressionParser parser) throws QuerySyntaxException;

    /** The zone of times that functions show. */
    ZoneId zone();

    /** A text as a time where it is compared with one, as RFC 3339; the text itself if it is none. */
    String time(String text);
}
