package dev.vedette.host.detect.sigma;

import dev.vedette.host.yaml.Nearest;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode.Place;
import dev.vedette.host.yaml.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * Reads a condition: {@code or} binds weakest, then {@code and}, then {@code not}; {@code 1|any|all of pattern} and
 * {@code of them} choose among the searches. Operators may be written in capitals.
 */
final class ConditionParser {
    private static final int MAX_DEPTH = 64;

    private record Token(String text, int offset) {
        boolean is(String word) {
            return text.toLowerCase(Locale.ROOT).equals(word);
        }
    }

    private final YamlScalar source;
    private final SequencedMap<String, Expression.Search> searches;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private ConditionParser(YamlScalar source, SequencedMap<String, Expression.Search> searches) {
        this.source = source;
        this.searches = searches;
    }

    static Expression parse(YamlScalar source, SequencedMap<String, Expression.Search> searches) throws YamlException {
        ConditionParser parser = new ConditionParser(source, searches);
        parser.tokenize();
        Expression expression = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw parser.error(
                    parser.peek(),
                    "'" + parser.peek().text() + "' is one too many here; expected is 'and'," + " 'or' or the end");
        }
        return expression;
    }

    private void tokenize() throws YamlException {
        String text = source.text();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '(' || c == ')') {
                tokens.add(new Token(String.valueOf(c), i++));
            } else if (isWord(c)) {
                int start = i;
                while (i < text.length() && isWord(text.charAt(i))) {
                    i++;
                }
                tokens.add(new Token(text.substring(start, i), start));
            } else if (c == '|') {
                throw error(
                        new Token("|", i),
                        "'|' (aggregation such as 'count() by') is no longer part of Sigma;"
                                + " write a correlation rule (not supported yet) or take it away");
            } else {
                throw error(
                        new Token(String.valueOf(c), i),
                        "'" + c + "' has no meaning in a condition; names of"
                                + " searches have letters, digits, '_', '-' and '.', and patterns '*'");
            }
        }
        if (tokens.isEmpty()) {
            throw source.error("the condition is empty; name a search");
        }
        tokens.add(new Token("", text.length()));
        tokens.removeLast();
    }

    private static boolean isWord(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.' || c == '*';
    }

    private Token peek() {
        return next < tokens.size()
                ? tokens.get(next)
                : new Token("", source.text().length());
    }

    private YamlException error(Token token, String reason) {
        Place place = source.place();
        // Block scalars begin on the next line, quoted ones a column further: for those the place is the value's.
        boolean simple = source.text().indexOf('\n') < 0;
        return new YamlException(
                place.path(),
                place.line(),
                simple ? place.column() + token.offset() : place.column(),
                "in the condition: " + reason);
    }

    private Expression or() throws YamlException {
        List<Expression> parts = new ArrayList<>();
        parts.add(and());
        while (peek().is("or")) {
            next++;
            parts.add(and());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.Or(parts);
    }

    private Expression and() throws YamlException {
        List<Expression> parts = new ArrayList<>();
        parts.add(not());
        while (peek().is("and")) {
            next++;
            parts.add(not());
        }
        return parts.size() == 1 ? parts.getFirst() : new Expression.And(parts);
    }

    private Expression not() throws YamlException {
        if (++depth > MAX_DEPTH) {
            throw error(peek(), "nested deeper than " + MAX_DEPTH);
        }
        try {
            if (peek().is("not")) {
                next++;
                return new Expression.Not(not());
            }
            return primary();
        } finally {
            depth--;
        }
    }

    private Expression primary() throws YamlException {
        Token token = peek();
        if (token.text().equals("(")) {
            next++;
            Expression inner = or();
            if (!peek().text().equals(")")) {
                throw error(peek(), "a ')' is missing");
            }
            next++;
            return inner;
        }
        if (token.text().isEmpty() || token.text().equals(")") || token.is("and") || token.is("or")) {
            throw error(
                    token,
                    "a search is missing " + (token.text().isEmpty() ? "at the end" : "before '" + token.text() + "'"));
        }
        next++;
        if (peek().is("of")) {
            next++;
            return quantified(token);
        }
        Expression.Search search = searches.get(token.text());
        if (search == null) {
            throw error(
                    token,
                    "there is no search '" + token.text() + "'" + Nearest.suggestion(token.text(), searches.keySet()));
        }
        return search;
    }

    private Expression quantified(Token quantity) throws YamlException {
        boolean all = quantity.is("all");
        if (!all && !quantity.is("1") && !quantity.is("any")) {
            throw error(
                    quantity,
                    "'" + quantity.text() + " of' is not part of Sigma; it is '1 of', 'any of' or" + " 'all of'");
        }
        Token pattern = peek();
        if (pattern.text().isEmpty()
                || pattern.text().equals("(")
                || pattern.text().equals(")")) {
            throw error(pattern, "'of' is followed by 'them' or by a pattern such as selection_*");
        }
        next++;
        List<Expression> chosen = new ArrayList<>();
        for (Expression.Search search : searches.values()) {
            if (pattern.is("them") ? !search.name().startsWith("_") : matches(pattern.text(), search.name())) {
                chosen.add(search);
            }
        }
        if (chosen.isEmpty()) {
            throw error(
                    pattern,
                    "no search matches '" + pattern.text() + "'"
                            + Nearest.suggestion(pattern.text(), searches.keySet()));
        }
        if (chosen.size() == 1) {
            return chosen.getFirst();
        }
        return all ? new Expression.And(chosen) : new Expression.Or(chosen);
    }

    private static boolean matches(String pattern, String name) {
        if (name.startsWith("_") && !pattern.startsWith("_")) {
            return false;
        }
        return glob(pattern, 0, name, 0);
    }

    private static boolean glob(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) == '*') {
            return glob(pattern, p + 1, name, n) || (n < name.length() && glob(pattern, p, name, n + 1));
        }
        return n < name.length() && pattern.charAt(p) == name.charAt(n) && glob(pattern, p + 1, name, n + 1);
    }
}
