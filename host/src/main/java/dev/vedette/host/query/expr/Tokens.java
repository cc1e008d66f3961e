package dev.vedette.host.query.expr;

import dev.vedette.host.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a query, read one after the other. */
public final class Tokens {
    private static final List<String> LONG_SIGNS = List.of("<=", ">=", "!=", "<>", "==", "&&", "||");
    private static final String SIGNS = "<>=!+-*/%^(),|:[]";

    private final String text;
    private final Dialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /**
     * The tokens of the part of a text that begins at {@code from}.
     *
     * @throws QuerySyntaxException for a quote that is never closed or a sign that means nothing
     */
    public Tokens(String text, int from, Dialect dialect) throws QuerySyntaxException {
        this.text = text;
        this.dialect = dialect;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else {
                Token token = read(at, c);
                tokens.add(token);
                at = token.end();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", text.length(), text.length()));
    }

    private Token read(int at, char c) throws QuerySyntaxException {
        if (dialect.quotesText(c)) {
            return quoted(at, c, Token.Kind.TEXT);
        }
        if (dialect.quotesName(c)) {
            return quoted(at, c, Token.Kind.QUOTED);
        }
        if (isDigit(c)) {
            return number(at);
        }
        if (startsName(c)) {
            return name(at);
        }
        for (String sign : LONG_SIGNS) {
            if (text.startsWith(sign, at)) {
                return new Token(Token.Kind.SIGN, sign, at, at + 2);
            }
        }
        if (SIGNS.indexOf(c) < 0) {
            String quotes = dialect == Dialect.AQL ? "'...'" : "\"...\"";
            throw error(at, 1, "'" + c + "' means nothing here; text is written " + quotes);
        }
        return new Token(Token.Kind.SIGN, String.valueOf(c), at, at + 1);
    }

    private static boolean startsName(char c) {
        return Character.isLetter(c) || c == '_' || c == '@';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Token name(int start) {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean dot = c == '.' && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
            if (!Character.isLetterOrDigit(c) && c != '_' && !dot) {
                break;
            }
            at++;
        }
        return new Token(Token.Kind.NAME, text.substring(start, at), start, at);
    }

    private Token number(int start) throws QuerySyntaxException {
        int at = start;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        int digits = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String whole = text.substring(start, at);
        if (at > digits && !whole.matches("\\d+[a-zA-Z]{1,7}")) {
            String quotes = dialect == Dialect.AQL ? "'" + whole + "'" : "\"" + whole + "\"";
            throw error(start, at - start, "'" + whole + "' is no number; as a text it is written " + quotes);
        }
        return new Token(at > digits ? Token.Kind.SPAN : Token.Kind.NUMBER, whole, start, at);
    }

    private Token quoted(int start, char quote, Token.Kind kind) throws QuerySyntaxException {
        StringBuilder content = new StringBuilder();
        int at = start + 1;
        while (true) {
            if (at >= text.length()) {
                throw error(start, 1, "this quote is never closed; put a " + quote + " behind the text");
            }
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == quote;
            if (c == quote && !(doubled && dialect == Dialect.AQL)) {
                return new Token(kind, content.toString(), start, at + 1);
            }
            boolean escaped = c == '\\'
                    && dialect == Dialect.PIPES
                    && at + 1 < text.length()
                    && (text.charAt(at + 1) == quote || text.charAt(at + 1) == '\\');
            at += escaped || c == quote ? 1 : 0;
            content.append(text.charAt(at));
            at++;
        }
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The next token, which stays the next. */
    public Token peek() {
        return tokens.get(next);
    }

    /** The one behind the next. */
    public Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** Takes the next token. */
    public Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    public boolean takeWord(String word) {
        boolean is = peek().isWord(word);
        next += is ? 1 : 0;
        return is;
    }

    public boolean takeSign(String sign) {
        boolean is = peek().isSign(sign);
        next += is ? 1 : 0;
        return is;
    }

    /** Takes a sign that must stand here. */
    public void need(String sign, String why) throws QuerySyntaxException {
        if (!takeSign(sign)) {
            throw error(peek(), why + ", not " + peek().shown());
        }
    }

    /** How many tokens were taken: a place to come back to. */
    public int at() {
        return next;
    }

    public void goTo(int at) {
        next = at;
    }

    /** The last token that was taken. */
    public Token last() {
        return tokens.get(Math.max(0, next - 1));
    }

    /** The query's text between the beginning of one token and the end of the last one taken. */
    public String since(Token first) {
        return text.substring(first.start(), Math.max(first.end(), last().end()));
    }

    public static QuerySyntaxException error(Token at, String reason) {
        return error(at.start(), at.length(), reason);
    }

    static QuerySyntaxException error(int from, int length, String reason) {
        return new QuerySyntaxException(from + 1, Math.max(1, length), reason);
    }
}
