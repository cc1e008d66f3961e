package dev.vedette.host.query.aql;

import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.expr.Dialect;
import dev.vedette.host.query.expr.Expression;
import dev.vedette.host.query.expr.ExpressionParser;
import dev.vedette.host.query.expr.Nearest;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the clauses of a query, each once and in their order. */
final class AqlParser {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final List<String> ORDER =
            List.of("WHERE", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "LAST", "PARAMETERS");
    private static final String WHOLE = "SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... ORDER BY ... LIMIT ..."
            + " LAST ... or START ... STOP ... PARAMETERS ...";
    private static final Map<String, String> REFUSED = Map.of(
            "INTO", "results are kept with their search; leave INTO and the name behind it out",
            "SESSION", "sessions are not supported; group by username and use FIRST(starttime) and LAST(starttime)",
            "UNION", "one query has one SELECT; run two searches",
            "JOIN", "events cannot be joined; run two searches, the second with the values of the first in IN (...)");

    private final Tokens tokens;
    private final AqlTime time;
    private final AqlScope scope;
    private final ExpressionParser expressions;
    private final AqlClauses clauses = new AqlClauses();

    AqlParser(String text, AqlTime time) throws QuerySyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new QuerySyntaxException(MAX_LENGTH, 1, "a query has at most " + MAX_LENGTH + " characters");
        }
        this.tokens = new Tokens(text, 0, Dialect.AQL);
        this.time = time;
        this.scope = new AqlScope(tokens, time);
        this.expressions = new ExpressionParser(tokens, scope);
    }

    QueryPlan parse() throws QuerySyntaxException {
        if (!tokens.takeWord("select")) {
            throw Tokens.error(tokens.peek(), "AQL begins with SELECT, as in SELECT sourceip FROM events LAST 1 HOURS");
        }
        if (tokens.peek().isWord("distinct")) {
            throw Tokens.error(tokens.peek(), "DISTINCT is not supported; use GROUP BY, or UNIQUECOUNT(column)");
        }
        items();
        from();
        int last = -1;
        while (tokens.peek().kind() != Token.Kind.END) {
            Token word = tokens.take();
            String clause = clause(word);
            int place = ORDER.indexOf(clause);
            if (place <= last) {
                throw Tokens.error(
                        word,
                        place == last
                                ? clause + " stands here twice"
                                : clause + " stands in front of " + ORDER.get(last) + "; the order is " + WHOLE);
            }
            last = place;
            read(clause, word);
        }
        return clauses.plan(scope);
    }

    private void items() throws QuerySyntaxException {
        do {
            Token first = tokens.peek();
            if (tokens.takeSign("*")) {
                clauses.star(first);
                continue;
            }
            if (first.isWord("from")) {
                throw Tokens.error(first, "a column belongs in front of FROM; * takes whole events");
            }
            Expression value = expressions.parse();
            String name = tokens.since(first).strip();
            String alias = alias();
            if (alias != null) {
                scope.alias(alias, value);
            }
            clauses.item(first, alias != null ? alias : unquoted(first, name), value);
        } while (tokens.takeSign(","));
    }

    private String unquoted(Token first, String name) {
        return tokens.last() == first ? first.text() : name;
    }

    private @Nullable String alias() throws QuerySyntaxException {
        boolean as = tokens.takeWord("as");
        Token name = tokens.peek();
        if (!as && name.kind() != Token.Kind.TEXT && name.kind() != Token.Kind.QUOTED) {
            return null;
        }
        tokens.take();
        if (!name.isName() && name.kind() != Token.Kind.TEXT) {
            throw Tokens.error(name, "a name belongs behind AS, as in AS 'Source'; not " + name.shown());
        }
        return name.text();
    }

    private void from() throws QuerySyntaxException {
        Token word = tokens.take();
        if (!word.isWord("from")) {
            boolean end = word.kind() == Token.Kind.END;
            throw Tokens.error(
                    word,
                    end ? "FROM events or FROM flows is missing" : "a comma or FROM belongs here, not " + word.shown());
        }
        Token source = tokens.take();
        if (source.isSign("(")) {
            throw Tokens.error(source, "a SELECT inside another one is not supported; FROM takes events or flows");
        }
        if (!source.isName()
                || !(source.text().equalsIgnoreCase("events") || source.text().equalsIgnoreCase("flows"))) {
            throw Tokens.error(source, "FROM takes events or flows, not " + source.shown());
        }
        clauses.source(source.text().equalsIgnoreCase("flows"));
    }

    /** Which clause a word begins. */
    private String clause(Token word) throws QuerySyntaxException {
        String upper = word.kind() == Token.Kind.NAME ? word.text().toUpperCase(Locale.ROOT) : "";
        String refused = REFUSED.get(upper);
        if (refused != null) {
            throw Tokens.error(word, upper + " is not supported: " + refused);
        }
        return switch (upper) {
            case "WHERE", "HAVING", "LIMIT", "LAST", "PARAMETERS" -> upper;
            case "START", "STOP" -> "LAST";
            case "GROUP", "ORDER" -> {
                if (!tokens.takeWord("by")) {
                    throw Tokens.error(tokens.peek(), "BY belongs behind " + upper);
                }
                yield upper + " BY";
            }
            default ->
                throw Tokens.error(
                        word,
                        "a clause or the end belongs here, not " + word.shown()
                                + Nearest.question(
                                        word.text(),
                                        List.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "LAST", "START", "STOP"))
                                + " The order is " + WHOLE);
        };
    }

    private void read(String clause, Token word) throws QuerySyntaxException {
        scope.clause(clause);
        switch (clause) {
            case "WHERE" -> clauses.where(tokens.peek(), expressions.parseCondition());
            case "GROUP BY" -> {
                do {
                    Token first = tokens.peek();
                    clauses.groupBy(first, expressions.parse());
                } while (tokens.takeSign(","));
            }
            case "HAVING" -> clauses.having(word, expressions.parseCondition());
            case "ORDER BY" -> orderBy();
            case "LIMIT" -> clauses.limit(number("LIMIT 100"));
            case "LAST" -> time(word);
            default -> parameters();
        }
    }

    private void orderBy() throws QuerySyntaxException {
        do {
            Token first = tokens.peek();
            Expression key = expressions.parse();
            boolean descending = tokens.takeWord("desc");
            if (!descending) {
                tokens.takeWord("asc");
            }
            if (tokens.peek().isWord("collate")) {
                throw Tokens.error(
                        tokens.peek(),
                        "COLLATE is not supported: texts are ordered without regard to case; leave it out");
            }
            clauses.orderBy(first, key, descending);
        } while (tokens.takeSign(","));
    }

    private long number(String example) throws QuerySyntaxException {
        Token number = tokens.take();
        if (number.kind() != Token.Kind.NUMBER || !number.text().matches("[1-9]\\d{0,8}")) {
            throw Tokens.error(
                    number, "a whole number from 1 belongs here, as in " + example + "; not " + number.shown());
        }
        return Long.parseLong(number.text());
    }

    private void time(Token word) throws QuerySyntaxException {
        if (word.isWord("last")) {
            long count = number("LAST 24 HOURS");
            Token unit = tokens.take();
            String name = unit.kind() == Token.Kind.NAME
                    ? unit.text().toLowerCase(Locale.ROOT).replaceAll("s$", "")
                    : "";
            if (!List.of("second", "minute", "hour", "day").contains(name)) {
                throw Tokens.error(
                        unit, "LAST counts MINUTES, HOURS or DAYS, as in LAST 24 HOURS; not " + unit.shown());
            }
            Duration span = AqlTime.unit(name);
            if (count > Duration.ofDays(100 * 365).dividedBy(span)) {
                throw Tokens.error(unit, "LAST reaches back 100 years at most");
            }
            clauses.during(time.now().minus(span.multipliedBy(count)), time.now());
            return;
        }
        if (word.isWord("stop")) {
            throw Tokens.error(
                    word, "START belongs in front of STOP, as in START '2026-11-22 10:00' STOP '2026-11-22 11:00'");
        }
        Instant from = point();
        Token stop = tokens.peek();
        Instant to = tokens.takeWord("stop") ? point() : time.now();
        if (!from.isBefore(to)) {
            throw Tokens.error(
                    stop.isWord("stop") ? stop : word,
                    "this stretch of time ends before it begins: START is earlier than" + " STOP");
        }
        clauses.during(from, to);
    }

    private Instant point() throws QuerySyntaxException {
        Token at = tokens.take();
        Instant read = at.kind() == Token.Kind.TEXT || at.kind() == Token.Kind.NUMBER ? time.read(at.text()) : null;
        if (read == null) {
            throw Tokens.error(at, "a time belongs here, as in '2026-11-22 10:05'; not " + at.shown());
        }
        return read;
    }

    private void parameters() throws QuerySyntaxException {
        do {
            Token name = tokens.take();
            if (!name.isName()) {
                throw Tokens.error(name, "PARAMETERS are written NAME=value; not " + name.shown());
            }
            if (!name.text().equalsIgnoreCase("PROGRESSDETAILSRESOLUTION")) {
                boolean servers = name.text().toUpperCase(Locale.ROOT).endsWith("SERVERS");
                throw Tokens.error(
                        name,
                        "the parameter " + name.text() + " is not supported"
                                + (servers
                                        ? ": there is one host, which has all events; leave it out"
                                        : "; only" + " PROGRESSDETAILSRESOLUTION is"));
            }
            tokens.need("=", "a parameter is written NAME=value");
            number("PROGRESSDETAILSRESOLUTION=100");
        } while (tokens.takeSign(","));
    }
}
