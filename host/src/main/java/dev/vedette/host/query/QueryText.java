package dev.vedette.host.query;

/** The text of a query and a place in it. */
final class QueryText {
    static final char END = 0;

    private final String text;
    private int at;

    QueryText(String text) {
        this.text = text;
    }

    int at() {
        return at;
    }

    void goTo(int place) {
        at = place;
    }

    char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    void skip(int chars) {
        at += chars;
    }

    void skipSpace() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
    }

    /** The rest of the text begins with this. */
    boolean looksAt(String expected) {
        return text.startsWith(expected, at);
    }

    /** This word stands here alone, in exactly this case; then it is skipped. */
    boolean takeWord(String word) {
        if (!looksAt(word) || !endsToken(at + word.length())) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean endsToken(int place) {
        if (place >= text.length()) {
            return true;
        }
        char c = text.charAt(place);
        return Character.isWhitespace(c) || c == '(' || c == ')' || c == '"' || c == '|';
    }

    /** The characters up to the next space, parenthesis, quote or pipe that no backslash precedes, as they were typed. */
    String token() {
        int start = at;
        while (!endsToken(at)) {
            at += peek() == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        return text.substring(start, at);
    }

    /** A pipe that is no {@code ||} stands here. */
    boolean isAtPipe() {
        return peek() == '|' && peek(1) != '|';
    }

    /** The next token without moving. */
    String nextToken() {
        int place = at;
        String token = token();
        at = place;
        return token;
    }

    /** The content of quotes that begin here, their backslashes resolved. */
    String quoted() throws QuerySyntaxException {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (peek() != '"') {
            if (isAtEnd()) {
                throw error(start, 1, "this quote is never closed; put a \" behind the phrase");
            }
            if (peek() == '\\' && (peek(1) == '"' || peek(1) == '\\')) {
                at++;
            }
            content.append(peek());
            at++;
        }
        at++;
        return content.toString();
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    static QuerySyntaxException error(int from, int length, String reason) {
        return new QuerySyntaxException(from + 1, Math.max(1, length), reason);
    }
}
