package dev.vedette.host.query.pipe;

import dev.vedette.api.event.Event;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Dialect;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.ExpressionParser;
import dev.vedette.host.query.expr.Nearest;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the commands of a pipeline. */
public final class PipeParser {
    private static final int MAX_STAGES = 50;
    private static final List<String> COMMANDS = List.of(
            "stats", "where", "sort", "head", "tail", "timechart", "top", "rare", "fields", "dedup", "eval", "rename");

    private final Tokens tokens;
    private final PipeScope scope = new PipeScope();
    private final ExpressionParser expressions;
    private final List<Stage> stages = new ArrayList<>();

    private PipeParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens, scope);
    }

    /**
     * Reads the commands behind a condition.
     *
     * @param text the whole query
     * @param from where its first {@code |} is
     * @throws QuerySyntaxException if a command cannot be understood, with the column and what would be right
     */
    public static QueryPlan parse(Condition condition, String text, int from) throws QuerySyntaxException {
        PipeParser parser = new PipeParser(new Tokens(text, from, Dialect.PIPES));
        parser.commands();
        return QueryPlan.of(condition).then(parser.stages);
    }

    private void commands() throws QuerySyntaxException {
        while (tokens.takeSign("|")) {
            Token command = tokens.take();
            if (stages.size() >= MAX_STAGES) {
                throw Tokens.error(command, "a query has at most " + MAX_STAGES + " commands");
            }
            command(command);
            Token next = tokens.peek();
            if (next.kind() != Token.Kind.END && !next.isSign("|")) {
                throw Tokens.error(next, "nothing or the next | belongs here, not " + next.shown());
            }
        }
    }

    private void command(Token command) throws QuerySyntaxException {
        switch (command.kind() == Token.Kind.NAME ? command.text() : "") {
            case "where" -> stages.add(new Stage.Where(expressions.parseCondition()));
            case "eval" -> eval();
            case "stats" -> new StatsParser(tokens, scope, expressions).stats(command, stages);
            case "timechart" -> new StatsParser(tokens, scope, expressions).timechart(command, stages);
            case "top", "rare" -> new StatsParser(tokens, scope, expressions).top(command, stages);
            case "sort" -> sort();
            case "head" -> stages.add(new Stage.Head(count(command)));
            case "tail" -> stages.add(new Stage.Tail(count(command)));
            case "fields" -> fields();
            case "dedup" -> dedup();
            case "rename" -> rename();
            default -> throw unknown(command);
        }
    }

    private static QuerySyntaxException unknown(Token command) {
        if (command.kind() == Token.Kind.END) {
            return Tokens.error(command, "a command belongs behind |: " + String.join(", ", COMMANDS));
        }
        return Tokens.error(
                command,
                command.shown() + " is no command" + Nearest.question(command.text(), COMMANDS) + " Commands are "
                        + String.join(", ", COMMANDS));
    }

    private void eval() throws QuerySyntaxException {
        List<Stage.Named> columns = new ArrayList<>();
        do {
            Token name = tokens.take();
            if (!name.isName() || !tokens.takeSign("=")) {
                throw Tokens.error(name, "eval is written eval name = expression, as in eval total = a + b");
            }
            columns.add(new Stage.Named(name.text(), expressions.parse()));
            stages.add(new Stage.Extend(columns));
            columns = new ArrayList<>();
            scope.add(name.text());
        } while (tokens.takeSign(","));
    }

    private void sort() throws QuerySyntaxException {
        List<Stage.SortKey> keys = new ArrayList<>();
        do {
            boolean descending = tokens.takeSign("-");
            if (!descending) {
                tokens.takeSign("+");
            }
            Expression key = column("sort -count, name");
            keys.add(new Stage.SortKey(key, descending | tokens.takeWord("desc")));
            tokens.takeWord("asc");
        } while (tokens.takeSign(","));
        stages.add(new Stage.Sort(keys));
    }

    /** A column, or one that an aggregate named after itself. */
    private Expression column(String usage) throws QuerySyntaxException {
        Token name = tokens.take();
        if (!name.isName()) {
            throw Tokens.error(name, "the name of a column belongs here, as in " + usage + "; not " + name.shown());
        }
        Expression own = tokens.peek().isSign("(") ? scope.call(name, expressions) : null;
        return own != null ? own : scope.name(name);
    }

    private long count(Token command) throws QuerySyntaxException {
        Token number = tokens.peek();
        if (number.kind() == Token.Kind.END || number.isSign("|")) {
            return 10;
        }
        return Counts.read(tokens, command.text());
    }

    private void fields() throws QuerySyntaxException {
        List<Stage.Named> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        do {
            Expression column = column("fields user.name, source.ip");
            String name = ((Expression.Column) column).name();
            if (names.add(name)) {
                columns.add(new Stage.Named(name, column));
            }
        } while (tokens.takeSign(","));
        stages.add(new Stage.Project(columns));
        scope.replace(names);
    }

    private void dedup() throws QuerySyntaxException {
        List<Expression> keys = new ArrayList<>();
        do {
            keys.add(column("dedup user.name"));
        } while (tokens.takeSign(","));
        stages.add(new Stage.Dedup(keys));
    }

    private void rename() throws QuerySyntaxException {
        do {
            Expression from = column("rename source.ip as attacker");
            if (!tokens.takeWord("as")) {
                throw Tokens.error(tokens.peek(), "rename is written rename source.ip as attacker");
            }
            Token to = tokens.take();
            if (!to.isName()) {
                throw Tokens.error(to, "a name belongs here, not " + to.shown());
            }
            String old = ((Expression.Column) from).name();
            if (scope.has(to.text()) && !old.equals(to.text())) {
                throw Tokens.error(to, "there is a column '" + to.text() + "' already");
            }
            Stage.Named named = new Stage.Named(to.text(), from);
            stages.add(scope.holdsEvents() ? new Stage.Extend(List.of(named)) : new Stage.Rename(List.of(named)));
            if (scope.holdsEvents()) {
                scope.add(to.text());
            } else {
                scope.rename(old, to.text());
            }
        } while (tokens.takeSign(","));
    }

    static Expression time() {
        return new Expression.Column(Event.TIMESTAMP.name());
    }
}
