package dev.vedette.host.query.pipe;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.FieldValue;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.expr.AggregateNames;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.ExpressionParser;
import dev.vedette.host.query.expr.Nearest;
import dev.vedette.host.query.expr.Scope;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns at one place of a pipeline. As long as rows are events, every field is one, and what was added. */
final class PipeScope implements Scope {
    private boolean events = true;
    private final Set<String> columns = new LinkedHashSet<>();

    boolean holdsEvents() {
        return events;
    }

    void add(String column) {
        columns.add(column);
    }

    /** From here on there are these columns and no others. */
    void replace(Collection<String> others) {
        events = false;
        columns.clear();
        columns.addAll(others);
    }

    void rename(String from, String to) {
        Set<String> renamed = new LinkedHashSet<>();
        columns.forEach(column -> renamed.add(column.equals(from) ? to : column));
        columns.clear();
        columns.addAll(renamed);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    @Override
    public Expression name(Token name) throws QuerySyntaxException {
        String text = name.text();
        if (columns.contains(text)) {
            return new Expression.Column(text);
        }
        if (events) {
            String problem = FieldValue.problem(text);
            if (problem == null) {
                return new Expression.Column(text);
            }
            boolean column = Nearest.to(text, columns) != null;
            throw Tokens.error(name, column ? "'" + text + "' is no field" + Nearest.question(text, columns) : problem);
        }
        throw Tokens.error(
                name,
                "there is no column '" + text + "' here" + Nearest.question(text, columns) + " There are: "
                        + String.join(", ", columns));
    }

    @Override
    public @Nullable Field field(Expression expression) {
        boolean field = events && expression instanceof Expression.Column(String name) && !columns.contains(name);
        return field ? Field.of(((Expression.Column) expression).name()) : null;
    }

    /** A column that an aggregate named after itself: {@code sum(network.bytes)}. */
    @Override
    public @Nullable Expression call(Token name, ExpressionParser parser) throws QuerySyntaxException {
        if (AggregateNames.find(name.text()) == null) {
            return null;
        }
        Tokens tokens = parser.tokens();
        int back = tokens.at();
        int open = 0;
        do {
            Token token = tokens.take();
            open += token.isSign("(") ? 1 : token.isSign(")") ? -1 : 0;
        } while (open > 0 && tokens.peek().kind() != Token.Kind.END);
        String text = tokens.since(name).replaceAll("\\s+", "");
        if (columns.contains(text)) {
            return new Expression.Column(text);
        }
        tokens.goTo(back);
        throw Tokens.error(
                name,
                name.text() + " goes over many rows: it stands behind stats or timechart"
                        + (events ? "" : ". There are the columns " + String.join(", ", columns)));
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public String time(String text) {
        return text;
    }
}
