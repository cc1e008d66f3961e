package dev.vedette.host.query.pipe;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.Stage;
import dev.vedette.host.query.expr.Aggregate;
import dev.vedette.host.query.expr.AggregateNames;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.ExpressionParser;
import dev.vedette.host.query.expr.Nearest;
import dev.vedette.host.query.expr.Operator;
import dev.vedette.host.query.expr.TimeBin;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code stats}, and the commands that are short for it: {@code timechart}, {@code top}, {@code rare}. */
final class StatsParser {
    private static final String TIME = "time";

    private final Tokens tokens;
    private final PipeScope scope;
    private final ExpressionParser expressions;
    private final Set<String> names = new LinkedHashSet<>();

    StatsParser(Tokens tokens, PipeScope scope, ExpressionParser expressions) {
        this.tokens = tokens;
        this.scope = scope;
        this.expressions = expressions;
    }

    void stats(Token command, List<Stage> stages) throws QuerySyntaxException {
        List<Aggregate> aggregates = aggregates();
        if (aggregates.isEmpty()) {
            throw Tokens.error(tokens.peek(), "stats takes aggregates, as in stats count() by user.name");
        }
        List<Stage.Named> keys = tokens.takeWord("by") ? keys() : List.of();
        group(command, keys, aggregates, stages);
    }

    private void group(Token command, List<Stage.Named> keys, List<Aggregate> aggregates, List<Stage> stages)
            throws QuerySyntaxException {
        Set<String> columns = new LinkedHashSet<>();
        for (Stage.Named key : keys) {
            unique(columns, key.name(), command);
        }
        for (Aggregate aggregate : aggregates) {
            unique(columns, aggregate.name(), command);
        }
        stages.add(new Stage.Group(keys, aggregates));
        scope.replace(columns);
    }

    private static void unique(Set<String> columns, String name, Token command) throws QuerySyntaxException {
        if (!columns.add(name)) {
            throw Tokens.error(
                    command, "two columns would be named '" + name + "'; name one with as, as in count() as n");
        }
    }

    private List<Aggregate> aggregates() throws QuerySyntaxException {
        List<Aggregate> found = new ArrayList<>();
        Token next = tokens.peek();
        while (next.kind() == Token.Kind.NAME && !next.isWord("by")) {
            found.add(aggregate());
            boolean more = tokens.takeSign(",");
            next = tokens.peek();
            if (!more) {
                break;
            }
        }
        return found;
    }

    private Aggregate aggregate() throws QuerySyntaxException {
        Token name = tokens.take();
        Aggregate.Kind kind = AggregateNames.find(name.text());
        if (kind == null) {
            throw Tokens.error(
                    name,
                    "'" + name.text() + "' is no aggregate" + Nearest.question(name.text(), AggregateNames.names())
                            + " Aggregates are count, sum, avg, min, max, dc, values, percentile, median, first, last,"
                            + " stdev");
        }
        boolean timed = kind == Aggregate.Kind.FIRST || kind == Aggregate.Kind.LAST;
        if (timed && !scope.holdsEvents()) {
            throw Tokens.error(
                    name,
                    name.text() + " goes by the time of events, and these rows are no events; use min, max or sort"
                            + " and head");
        }
        Aggregate read;
        if (!tokens.peek().isSign("(")) {
            if (kind != Aggregate.Kind.COUNT) {
                throw Tokens.error(
                        name, name.text() + " takes a field in parentheses, as in " + name.text() + "(network.bytes)");
            }
            read = new Aggregate(kind, null, 0, "count");
        } else {
            read = AggregateNames.read(name, kind, expressions);
        }
        String column = read.value() == null ? "count" : read.name();
        if (tokens.takeWord("as")) {
            Token as = tokens.take();
            if (!as.isName()) {
                throw Tokens.error(as, "a name belongs behind as, not " + as.shown());
            }
            column = as.text();
        }
        return new Aggregate(read.kind(), read.value(), read.percent(), column);
    }

    private List<Stage.Named> keys() throws QuerySyntaxException {
        List<Stage.Named> keys = new ArrayList<>();
        do {
            Token name = tokens.take();
            if (!name.isName()) {
                throw Tokens.error(name, "a field belongs behind by, as in by user.name; not " + name.shown());
            }
            boolean span = tokens.peek().isWord("span");
            if (span && (name.isWord(TIME) || name.text().equals(Event.TIMESTAMP.name()))) {
                tokens.take();
                tokens.need("=", "it is written time span=5m");
                keys.add(bin(name, Counts.span(tokens, "time span=5m")));
            } else if (name.isWord(TIME) && scope.holdsEvents() && !scope.has(TIME)) {
                throw Tokens.error(name, "time is cut into stretches, as in by time span=5m");
            } else {
                keys.add(new Stage.Named(name.text(), scope.name(name)));
            }
        } while (tokens.takeSign(","));
        return keys;
    }

    private Stage.Named bin(Token at, long seconds) throws QuerySyntaxException {
        if (!scope.holdsEvents()) {
            throw Tokens.error(at, "stretches of time go by the time of events, and these rows are no events");
        }
        return new Stage.Named(TIME, new Expression.Call(new TimeBin(seconds), List.of(PipeParser.time())));
    }

    void timechart(Token command, List<Stage> stages) throws QuerySyntaxException {
        if (tokens.takeWord("span")) {
            tokens.need("=", "it is written timechart span=5m");
        }
        long seconds = Counts.span(tokens, "timechart 5m count() by user.name");
        List<Aggregate> aggregates = aggregates();
        if (aggregates.isEmpty()) {
            aggregates = List.of(new Aggregate(Aggregate.Kind.COUNT, null, 0, "count"));
        }
        List<Stage.Named> keys = new ArrayList<>();
        keys.add(bin(command, seconds));
        boolean split = tokens.takeWord("by");
        if (split) {
            keys.addAll(keys());
        }
        group(command, keys, aggregates, stages);
        if (!split) {
            List<Boolean> counts = aggregates.stream()
                    .map(aggregate -> aggregate.kind() == Aggregate.Kind.COUNT)
                    .toList();
            stages.add(new Stage.FillTime(seconds, counts));
        }
    }

    /** {@code top 10 user.name}: stats, sort and head in one, without the rows that have no value. */
    void top(Token command, List<Stage> stages) throws QuerySyntaxException {
        boolean number = tokens.peek().kind() == Token.Kind.NUMBER;
        long rows = number ? Counts.read(tokens, command.text()) : 10;
        if (!tokens.peek().isName()) {
            throw Tokens.error(
                    tokens.peek(),
                    command.text() + " takes a field, as in " + command.text() + " 10 user.name; not "
                            + tokens.peek().shown());
        }
        List<Stage.Named> keys = keys();
        for (Stage.Named key : keys) {
            stages.add(new Stage.Where(isThere(key.value())));
        }
        group(command, keys, List.of(new Aggregate(Aggregate.Kind.COUNT, null, 0, "count")), stages);
        List<Stage.SortKey> order = new ArrayList<>();
        order.add(new Stage.SortKey(new Expression.Column("count"), command.isWord("top")));
        keys.forEach(key -> order.add(new Stage.SortKey(new Expression.Column(key.name()), false)));
        stages.add(new Stage.Sort(order));
        stages.add(new Stage.Head(rows));
    }

    private Expression isThere(Expression value) {
        Field field = scope.field(value);
        return field != null
                ? new Expression.Test(new Condition.Exists(field))
                : new Expression.Call(Operator.NOT, List.of(new Expression.Call(Operator.IS_NULL, List.of(value))));
    }
}
