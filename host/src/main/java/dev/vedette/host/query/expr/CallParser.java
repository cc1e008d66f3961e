package dev.vedette.host.query.expr;

import dev.vedette.host.query.Cidr;
import dev.vedette.host.query.QuerySyntaxException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads calls of functions. */
final class CallParser {
    private final ExpressionParser parser;
    private final Tokens tokens;
    private final Scope scope;

    CallParser(ExpressionParser parser, Scope scope) {
        this.parser = parser;
        this.tokens = parser.tokens();
        this.scope = scope;
    }

    /** Reads a call of a function whose name was just taken. */
    Expression read(Token name) throws QuerySyntaxException {
        Definition definition = Functions.find(name.text());
        if (definition == null) {
            throw Tokens.error(
                    name, "'" + name.text() + "' is no function" + Nearest.question(name.text(), Functions.names()));
        }
        List<Token> places = new ArrayList<>();
        List<Expression> arguments = arguments(places);
        if (arguments.size() == 1 && AddressFunctions.needsClient(definition.function())) {
            arguments.add(scope.name(new Token(Token.Kind.NAME, "organization.id", name.start(), name.end())));
        }
        if (arguments.size() == 2 && TimeFunctions.needsZone(definition.function())) {
            arguments.add(new Expression.Literal(scope.zone().getId()));
        }
        if (arguments.size() < definition.least() || arguments.size() > definition.most()) {
            throw Tokens.error(name, "this takes other arguments: " + definition.usage());
        }
        check(definition.function(), arguments, places);
        if (AddressFunctions.IN_CIDR == definition.function()
                && arguments.get(0) instanceof Expression.Literal literal) {
            Expression address = arguments.get(1);
            if (literal.value() == null || Cidr.parse(literal.value().toString()) == null) {
                throw Tokens.error(places.get(0), "this is no network; write one such as '10.0.0.0/8'");
            }
            return FieldTests.inCidr(literal, address, scope.field(address), definition.function());
        }
        if (definition.function() == Operator.IS_NULL) {
            return FieldTests.isNull(arguments.get(0), scope.field(arguments.get(0)));
        }
        return ExpressionParser.call(definition.function(), arguments.toArray(Expression[]::new));
    }

    List<Expression> arguments(List<Token> places) throws QuerySyntaxException {
        Token open = tokens.take();
        List<Expression> arguments = new ArrayList<>();
        if (tokens.takeSign(")")) {
            return arguments;
        }
        if (isEnd(tokens.peek())) {
            throw neverClosed(open);
        }
        do {
            places.add(tokens.peek());
            arguments.add(parser.parse());
        } while (tokens.takeSign(","));
        if (!tokens.takeSign(")")) {
            Token next = tokens.peek();
            throw isEnd(next)
                    ? neverClosed(open)
                    : Tokens.error(next, "a comma or ) belongs here, not " + next.shown());
        }
        return arguments;
    }

    private static boolean isEnd(Token token) {
        return token.kind() == Token.Kind.END || token.isSign("|");
    }

    private static QuerySyntaxException neverClosed(Token open) {
        return Tokens.error(open, "this parenthesis is never closed; put a ) behind the last argument");
    }

    /** Patterns are read here, where an error has a column. */
    private static void check(Function function, List<Expression> arguments, List<Token> places)
            throws QuerySyntaxException {
        int pattern =
                function.name().startsWith("REPLACE") ? 0 : function.name().equals("DATEFORMAT") ? 1 : -1;
        if (pattern < 0 || !(arguments.get(pattern) instanceof Expression.Literal(Object value)) || value == null) {
            return;
        }
        Token at = places.get(pattern);
        try {
            if (pattern == 0) {
                Pattern.compile(value.toString());
            } else {
                TimeFunctions.formatter(value.toString(), ZoneOffset.UTC);
            }
        } catch (PatternSyntaxException e) {
            throw ExpressionParser.regexError(at, e);
        } catch (IllegalArgumentException e) {
            throw Tokens.error(at, "this is no pattern of a time; write one such as 'yyyy-MM-dd HH:mm'");
        }
    }
}
