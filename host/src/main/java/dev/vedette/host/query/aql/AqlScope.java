package dev.vedette.host.query.aql;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.FieldValue;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.AggregateNames;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.ExpressionParser;
import dev.vedette.host.query.expr.LogicFunctions;
import dev.vedette.host.query.expr.Nearest;
import dev.vedette.host.query.expr.Scope;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names and functions of AQL, clause by clause. Aggregates become columns named {@code #0}, {@code #1}, ... */
final class AqlScope implements Scope {
    private final Tokens tokens;
    private final AqlTime time;
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final Map<String, Expression> aliases = new HashMap<>();
    private String clause = "SELECT";
    private boolean inAggregate;

    AqlScope(Tokens tokens, AqlTime time) {
        this.tokens = tokens;
        this.time = time;
    }

    /** Which clause is read. */
    void clause(String name) {
        clause = name;
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    void alias(String name, Expression value) {
        aliases.put(name.toLowerCase(Locale.ROOT), value);
    }

    private boolean takesAliases() {
        return !clause.equals("SELECT") && !clause.equals("WHERE");
    }

    @Override
    public Expression name(Token name) throws QuerySyntaxException {
        String lower = name.text().toLowerCase(Locale.ROOT);
        Expression alias = aliases.get(lower);
        if (alias != null && takesAliases()) {
            return alias;
        }
        if (name.isWord("text") && tokens.peek().isWord("search")) {
            return textSearch(name);
        }
        if (lower.equals("eventcount")) {
            return LogicFunctions.orElse(new Expression.Column(HostFields.COUNT.name()), 1L);
        }
        AqlNames.Entry entry = AqlNames.COLUMNS.get(lower);
        if (entry != null) {
            return column(name, entry);
        }
        String problem = FieldValue.problem(name.text());
        if (problem == null) {
            return new Expression.Column(name.text());
        }
        if (alias != null) {
            throw Tokens.error(
                    name,
                    "WHERE goes in front of the columns that get a name; repeat the expression here,"
                            + " or use HAVING");
        }
        if (name.text().indexOf('.') > 0) {
            throw Tokens.error(name, problem);
        }
        throw Tokens.error(
                name,
                "there is no column '" + name.text() + "'" + Nearest.question(name.text(), AqlNames.columns())
                        + " Columns are QRadar's (docs/aql.md lists them) and ECS names such as user.name; text is"
                        + " written '" + name.text() + "'");
    }

    private static Expression column(Token name, AqlNames.Entry entry) throws QuerySyntaxException {
        if (entry.field() == null) {
            throw Tokens.error(name, "'" + name.text() + "' is not supported: " + entry.reason());
        }
        return new Expression.Column(entry.field());
    }

    private Expression textSearch(Token name) throws QuerySyntaxException {
        tokens.take();
        Token words = tokens.take();
        if (words.kind() != Token.Kind.TEXT) {
            throw Tokens.error(words, "TEXT SEARCH takes a text, as in TEXT SEARCH 'failed AND ssh*'");
        }
        if (!clause.equals("WHERE")) {
            throw Tokens.error(name, "TEXT SEARCH belongs to WHERE");
        }
        try {
            Condition condition = QueryLanguage.parse(words.text());
            return new Expression.Test(condition);
        } catch (QuerySyntaxException e) {
            throw new QuerySyntaxException(words.start() + 1 + e.column(), e.length(), e.reason());
        }
    }

    @Override
    public @Nullable Field field(Expression expression) {
        boolean field = expression instanceof Expression.Column(String name) && !name.startsWith("#");
        return field ? Field.of(((Expression.Column) expression).name()) : null;
    }

    @Override
    public @Nullable Expression call(Token name, ExpressionParser parser) throws QuerySyntaxException {
        String lower = name.text().toLowerCase(Locale.ROOT);
        Aggregate.Kind kind = AggregateNames.find(name.text());
        if (kind != null) {
            return aggregate(name, kind, parser);
        }
        AqlNames.Entry entry = AqlNames.FUNCTIONS.get(lower);
        if (entry != null) {
            return naming(name, entry, parser);
        }
        return switch (lower) {
            case "now" -> {
                parser.arguments(new ArrayList<>());
                yield new Expression.Literal(time.now());
            }
            case "parsedatetime" -> parsed(name, parser);
            default -> null;
        };
    }

    private Expression aggregate(Token name, Aggregate.Kind kind, ExpressionParser parser) throws QuerySyntaxException {
        if (clause.equals("WHERE") || clause.equals("GROUP BY")) {
            throw Tokens.error(
                    name,
                    name.text() + " goes over a group of events and cannot stand in " + clause
                            + "; it belongs to SELECT, HAVING or ORDER BY");
        }
        if (inAggregate) {
            throw Tokens.error(name, name.text() + " cannot stand inside another function over groups");
        }
        inAggregate = true;
        Aggregate read = AggregateNames.read(name, kind, parser);
        inAggregate = false;
        for (Aggregate known : aggregates) {
            boolean same = known.kind() == read.kind()
                    && Objects.equals(known.value(), read.value())
                    && known.percent() == read.percent();
            if (same) {
                return new Expression.Column(known.name());
            }
        }
        Aggregate numbered = new Aggregate(read.kind(), read.value(), read.percent(), "#" + aggregates.size());
        aggregates.add(numbered);
        return new Expression.Column(numbered.name());
    }

    /** A function that gives the name for a number: fields hold the names already. */
    private Expression naming(Token name, AqlNames.Entry entry, ExpressionParser parser) throws QuerySyntaxException {
        if (entry.field() == null) {
            throw Tokens.error(name, name.text() + " is not supported: " + entry.reason());
        }
        List<Token> places = new ArrayList<>();
        List<Expression> arguments = parser.arguments(places);
        AqlNames.Entry column = AqlNames.COLUMNS.get(entry.argument());
        boolean fits = column != null
                && column.field() != null
                && arguments.size() == 1
                && arguments.get(0).equals(new Expression.Column(column.field()));
        if (!fits) {
            throw Tokens.error(
                    places.isEmpty() ? name : places.get(0),
                    name.text() + " takes " + entry.argument() + ": " + name.text() + "(" + entry.argument() + ")");
        }
        return new Expression.Column(entry.field());
    }

    private Expression parsed(Token name, ExpressionParser parser) throws QuerySyntaxException {
        List<Token> places = new ArrayList<>();
        List<Expression> arguments = parser.arguments(places);
        boolean text = arguments.size() == 1
                && arguments.get(0) instanceof Expression.Literal(Object value)
                && value instanceof String;
        if (!text) {
            throw Tokens.error(name, "PARSEDATETIME takes a text, as in PARSEDATETIME('1 week ago')");
        }
        Instant read = time.read(String.valueOf(((Expression.Literal) arguments.get(0)).value()));
        if (read == null) {
            throw Tokens.error(places.get(0), "this is no time; write one such as '2026-11-22 10:05' or '1 week ago'");
        }
        return new Expression.Literal(read);
    }

    @Override
    public ZoneId zone() {
        return time.zone();
    }

    @Override
    public String time(String text) {
        Instant read = time.read(text);
        return read == null ? text : read.toString();
    }
}
