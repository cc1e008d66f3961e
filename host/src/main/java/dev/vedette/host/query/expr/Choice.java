package dev.vedette.host.query.expr;

import dev.vedette.host.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code IF c THEN a ELSE b} and {@code CASE [x] WHEN ... THEN ... ELSE ... END}, as AQL has them. */
final class Choice {
    private Choice() {}

    /** Reads one that begins with a word just taken; null if the word begins none. */
    static @Nullable Expression read(Token word, ExpressionParser parser) throws QuerySyntaxException {
        if (word.isWord("if")) {
            return ifThen(parser);
        }
        return word.isWord("case") ? cases(word, parser) : null;
    }

    private static Expression ifThen(ExpressionParser parser) throws QuerySyntaxException {
        Tokens tokens = parser.tokens();
        List<Expression> parts = new ArrayList<>();
        parts.add(parser.parseCondition());
        need(tokens, "then", "IF");
        parts.add(parser.parse());
        need(tokens, "else", "IF");
        parts.add(parser.parse());
        return new Expression.Call(LogicFunctions.CASE, parts);
    }

    private static Expression cases(Token word, ExpressionParser parser) throws QuerySyntaxException {
        Tokens tokens = parser.tokens();
        Expression of = tokens.peek().isWord("when") ? null : parser.parse();
        List<Expression> parts = new ArrayList<>();
        while (tokens.takeWord("when")) {
            Expression when = of == null ? parser.parseCondition() : parser.parse();
            parts.add(of == null ? when : new Expression.Call(Operator.EQUAL, List.of(of, when)));
            need(tokens, "then", "CASE");
            parts.add(parser.parse());
        }
        if (parts.isEmpty()) {
            throw Tokens.error(word, "CASE has at least one WHEN ... THEN ...");
        }
        if (tokens.takeWord("else")) {
            parts.add(parser.parse());
        }
        need(tokens, "end", "CASE");
        return new Expression.Call(LogicFunctions.CASE, parts);
    }

    private static void need(Tokens tokens, String word, String of) throws QuerySyntaxException {
        if (!tokens.takeWord(word)) {
            String whole = of.equals("IF") ? "IF ... THEN ... ELSE ..." : "CASE WHEN ... THEN ... ELSE ... END";
            throw Tokens.error(
                    tokens.peek(),
                    "it is written " + whole + "; not " + tokens.peek().shown());
        }
    }
}
