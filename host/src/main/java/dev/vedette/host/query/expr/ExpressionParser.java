package dev.vedette.host.query.expr;

import dev.vedette.api.event.Field;
import dev.vedette.host.query.QuerySyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Recursive descent over an expression: or, and, not, comparison, sum, product, power, sign, primary. */
public final class ExpressionParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARTS = 2_000;
    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "in",
            "between",
            "is",
            "like",
            "ilike",
            "matches",
            "imatches",
            "then",
            "else",
            "when",
            "end",
            "as",
            "by",
            "from",
            "where",
            "group",
            "having",
            "order",
            "limit",
            "last",
            "start",
            "stop");

    private final Tokens tokens;
    private final Scope scope;
    private final CallParser calls;
    private int depth;
    private int parts;

    public ExpressionParser(Tokens tokens, Scope scope) {
        this.tokens = tokens;
        this.scope = scope;
        this.calls = new CallParser(this, scope);
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Reads an expression. */
    public Expression parse() throws QuerySyntaxException {
        Token first = tokens.peek();
        if (++depth > MAX_DEPTH) {
            throw Tokens.error(first, "an expression nests at most " + MAX_DEPTH + " levels deep");
        }
        Expression left = and();
        while (tokens.takeWord("or") || tokens.takeSign("||")) {
            left = call(Operator.OR, condition(left, first), condition(and(), tokens.last()));
        }
        depth--;
        return left;
    }

    /** Reads an expression that is true or false. */
    public Expression parseCondition() throws QuerySyntaxException {
        Token first = tokens.peek();
        return condition(parse(), first);
    }

    private Expression condition(Expression expression, Token at) throws QuerySyntaxException {
        boolean is = switch (expression) {
            case Expression.Test test -> true;
            case Expression.Call call -> call.function().isCondition() || call.function() == LogicFunctions.CASE;
            case Expression.Literal literal -> literal.value() instanceof Boolean;
            case Expression.Column column -> true; // a truth value, it is hoped
        };
        if (!is) {
            throw Tokens.error(at, "a condition belongs here, such as " + example());
        }
        return expression;
    }

    private String example() {
        return tokens.dialect() == Dialect.AQL ? "username = 'root'" : "count > 10";
    }

    private Expression and() throws QuerySyntaxException {
        Token first = tokens.peek();
        Expression left = not();
        while (tokens.takeWord("and") || tokens.takeSign("&&")) {
            left = call(Operator.AND, condition(left, first), condition(not(), tokens.last()));
        }
        return left;
    }

    private Expression not() throws QuerySyntaxException {
        Token first = tokens.peek();
        if (!tokens.takeWord("not") && !tokens.takeSign("!")) {
            return comparison();
        }
        enter(first);
        Expression negated = negate(condition(not(), first));
        depth--;
        return negated;
    }

    private void enter(Token at) throws QuerySyntaxException {
        if (++depth > MAX_DEPTH) {
            throw Tokens.error(at, "an expression nests at most " + MAX_DEPTH + " levels deep");
        }
    }

    private static Expression negate(Expression condition) {
        return new Expression.Call(Operator.NOT, List.of(condition));
    }

    private Expression comparison() throws QuerySyntaxException {
        Token first = tokens.peek();
        Expression left = sum();
        Token sign = tokens.peek();
        if (sign.kind() == Token.Kind.SIGN) {
            switch (sign.text()) {
                case "=", "==":
                    return compared(Operator.EQUAL, left, first);
                case "!=", "<>":
                    return negate(compared(Operator.EQUAL, left, first));
                case "<":
                    return compared(Operator.LESS, left, first);
                case "<=":
                    return compared(Operator.AT_MOST, left, first);
                case ">":
                    return compared(Operator.GREATER, left, first);
                case ">=":
                    return compared(Operator.AT_LEAST, left, first);
                case ":":
                    throw Tokens.error(
                            sign,
                            "conditions in expressions are written " + example() + "; field:value goes in front of"
                                    + " the first |");
                default:
                    return left;
            }
        }
        if (tokens.takeWord("is")) {
            boolean not = tokens.takeWord("not");
            if (!tokens.takeWord("null")) {
                throw Tokens.error(
                        tokens.peek(),
                        "IS goes with NULL or NOT NULL, not with "
                                + tokens.peek().shown());
            }
            Expression isNull = FieldTests.isNull(left, scope.field(left));
            return not ? negate(isNull) : isNull;
        }
        boolean not = sign.isWord("not") && isOperatorBehindNot() && tokens.takeWord("not");
        Expression found = worded(left, first);
        return found == null ? left : not ? negate(found) : found;
    }

    private boolean isOperatorBehindNot() {
        Token second = tokens.peekSecond();
        return second.kind() == Token.Kind.NAME
                && Set.of("in", "between", "like", "ilike", "matches", "imatches")
                        .contains(second.lower());
    }

    private @Nullable Expression worded(Expression left, Token first) throws QuerySyntaxException {
        Token word = tokens.peek();
        if (word.kind() != Token.Kind.NAME) {
            return null;
        }
        switch (word.lower()) {
            case "in":
                tokens.take();
                return in(left, first);
            case "between":
                tokens.take();
                Token low = tokens.peek();
                Expression from = compare(Operator.AT_LEAST, left, first, sum(), low);
                if (!tokens.takeWord("and")) {
                    throw Tokens.error(
                            tokens.peek(),
                            "BETWEEN is written BETWEEN 1 AND 10, with AND instead of "
                                    + tokens.peek().shown());
                }
                Token high = tokens.peek();
                return call(Operator.AND, from, compare(Operator.AT_MOST, left, first, sum(), high));
            case "like", "ilike", "matches", "imatches":
                tokens.take();
                return matched(TextMatch.valueOf(word.text().toUpperCase(Locale.ROOT)), left);
            default:
                return null;
        }
    }

    private Expression in(Expression left, Token first) throws QuerySyntaxException {
        tokens.need("(", "IN takes a list, as in IN ('a', 'b')");
        if (tokens.peek().isWord("select")) {
            throw Tokens.error(
                    tokens.peek(),
                    "a SELECT inside another one is not supported; run it first and list its values here");
        }
        Expression any = null;
        do {
            Token at = tokens.peek();
            Expression one = compare(Operator.EQUAL, left, first, sum(), at);
            any = any == null ? one : call(Operator.OR, any, one);
        } while (tokens.takeSign(","));
        tokens.need(")", "a list ends with a parenthesis and has commas between its values");
        return any;
    }

    private Expression matched(TextMatch match, Expression left) throws QuerySyntaxException {
        Token at = tokens.take();
        if (at.kind() != Token.Kind.TEXT) {
            throw Tokens.error(at, match + " takes a pattern in quotes, as in " + usage(match));
        }
        try {
            match.compile(at.text());
        } catch (PatternSyntaxException e) {
            throw regexError(at, e);
        }
        Expression.Literal pattern = new Expression.Literal(at.text());
        return match == TextMatch.LIKE || match == TextMatch.ILIKE
                ? FieldTests.like(match, left, scope.field(left), pattern)
                : call(match, left, pattern);
    }

    private String usage(TextMatch match) {
        boolean like = match == TextMatch.LIKE || match == TextMatch.ILIKE;
        String quote = tokens.dialect() == Dialect.AQL ? "'" : "\"";
        return match + " " + quote + (like ? "%admin%" : "adm(in)?") + quote;
    }

    static QuerySyntaxException regexError(Token at, PatternSyntaxException e) {
        return Tokens.error(
                at,
                "this is no regular expression: " + e.getDescription().toLowerCase(Locale.ROOT) + " near its character "
                        + (Math.max(0, e.getIndex()) + 1));
    }

    private Expression compared(Operator operator, Expression left, Token first) throws QuerySyntaxException {
        tokens.take();
        Token at = tokens.peek();
        return compare(operator, left, first, sum(), at);
    }

    private Expression compare(Operator operator, Expression left, Token leftAt, Expression right, Token rightAt)
            throws QuerySyntaxException {
        refuseNull(left, leftAt);
        refuseNull(right, rightAt);
        Field field = scope.field(left);
        if (field != null && right instanceof Expression.Literal literal) {
            return FieldTests.compare(operator, left, field, literal, rightAt, scope);
        }
        Field other = scope.field(right);
        if (other != null && left instanceof Expression.Literal literal) {
            return FieldTests.compare(turned(operator), right, other, literal, leftAt, scope);
        }
        return call(operator, left, right);
    }

    private static void refuseNull(Expression value, Token at) throws QuerySyntaxException {
        if (value instanceof Expression.Literal(Object constant) && constant == null) {
            throw Tokens.error(at, "nothing equals NULL; write IS NULL or IS NOT NULL");
        }
    }

    private static Operator turned(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case AT_MOST -> Operator.AT_LEAST;
            case GREATER -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
            default -> operator;
        };
    }

    private Expression sum() throws QuerySyntaxException {
        Expression left = product();
        while (tokens.peek().isSign("+") || tokens.peek().isSign("-")) {
            Token sign = tokens.take();
            Expression right = product();
            refuseText(left, right, sign);
            left = call(sign.text().equals("+") ? Operator.ADD : Operator.SUBTRACT, left, right);
        }
        return left;
    }

    private static void refuseText(Expression left, Expression right, Token sign) throws QuerySyntaxException {
        for (Expression side : List.of(left, right)) {
            boolean text = side instanceof Expression.Literal(Object value)
                    && value instanceof String
                    && Values.number(value) == null;
            if (text) {
                throw Tokens.error(sign, "'" + sign.text() + "' is for numbers; texts are joined by CONCAT(a, b)");
            }
        }
    }

    private Expression product() throws QuerySyntaxException {
        Expression left = power();
        while (tokens.peek().isSign("*")
                || tokens.peek().isSign("/")
                || tokens.peek().isSign("%")) {
            Token sign = tokens.take();
            Operator operator = sign.text().equals("*")
                    ? Operator.MULTIPLY
                    : sign.text().equals("/") ? Operator.DIVIDE : Operator.REMAINDER;
            left = call(operator, left, power());
        }
        return left;
    }

    private Expression power() throws QuerySyntaxException {
        Expression base = signed();
        if (!tokens.peek().isSign("^")) {
            return base;
        }
        enter(tokens.take());
        Expression result = call(Operator.POWER, base, power());
        depth--;
        return result;
    }

    private Expression signed() throws QuerySyntaxException {
        Token sign = tokens.peek();
        if (!tokens.takeSign("-")) {
            return primary();
        }
        enter(sign);
        Expression value = signed();
        depth--;
        return call(Operator.SUBTRACT, new Expression.Literal(0L), value);
    }

    /** A call, or its value where that never changes. */
    static Expression call(Function function, Expression... arguments) {
        List<Expression> list = List.of(arguments);
        boolean constant =
                function.isPure() && list.stream().allMatch(argument -> argument instanceof Expression.Literal);
        if (!constant) {
            return new Expression.Call(function, list);
        }
        @Nullable Object[] values = new @Nullable Object[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Expression.Literal) list.get(i)).value();
        }
        return new Expression.Literal(function.of(values));
    }

    private Expression primary() throws QuerySyntaxException {
        Token token = tokens.take();
        if (++parts > MAX_PARTS) {
            throw Tokens.error(token, "an expression has at most " + MAX_PARTS + " parts");
        }
        switch (token.kind()) {
            case NUMBER:
                return new Expression.Literal(number(token));
            case TEXT:
                return new Expression.Literal(token.text());
            case SPAN:
                throw Tokens.error(
                        token,
                        "'" + token.text() + "' is no number; a stretch of time is counted in" + " milliseconds here");
            case QUOTED:
                return scope.name(token);
            case NAME:
                return named(token);
            default:
                if (token.isSign("(")) {
                    Expression inside = parse();
                    tokens.need(")", "this parenthesis is never closed; a ) belongs here");
                    return inside;
                }
                throw Tokens.error(token, "a value belongs here, not " + token.shown());
        }
    }

    private static Object number(Token token) throws QuerySyntaxException {
        Number number = Values.number(token.text());
        if (number == null) {
            throw Tokens.error(token, "a number has at most 40 digits");
        }
        return number;
    }

    private Expression named(Token token) throws QuerySyntaxException {
        switch (token.lower()) {
            case "true":
                return new Expression.Literal(true);
            case "false":
                return new Expression.Literal(false);
            case "null":
                return new Expression.Literal(null);
            default:
        }
        if (tokens.peek().isSign("(")) {
            Expression special = scope.call(token, this);
            return special != null ? special : calls.read(token);
        }
        Expression choice = tokens.dialect() == Dialect.AQL ? Choice.read(token, this) : null;
        if (choice != null) {
            return choice;
        }
        if (RESERVED.contains(token.lower())) {
            throw Tokens.error(token, "a value belongs in front of " + token.shown());
        }
        return scope.name(token);
    }

    /** Reads arguments in parentheses. */
    public List<Expression> arguments(List<Token> places) throws QuerySyntaxException {
        return calls.arguments(places);
    }
}
