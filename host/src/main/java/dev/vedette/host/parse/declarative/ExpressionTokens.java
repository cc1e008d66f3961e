package dev.vedette.host.parse.declarative;

import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.host.yaml.YamlException;
import dev.vedette.host.yaml.YamlNode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The words of a {@code when}, one after the other. */
final class ExpressionTokens {
    private final YamlNode node;
    private final String text;
    private int at;
    private boolean bare;

    ExpressionTokens(YamlNode node, String text) {
        this.node = node;
        this.text = text;
    }

    YamlException error(String reason) {
        return node.error("'when', character " + (at + 1) + ": " + reason);
    }

    boolean atEnd() {
        blanks();
        return at >= text.length();
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether this word or sign comes next. */
    boolean is(String token) {
        blanks();
        if (!text.startsWith(token, at)) {
            return false;
        }
        int end = at + token.length();
        return !Character.isLetter(token.charAt(0)) || end >= text.length() || !isWord(text.charAt(end));
    }

    boolean accept(String token) {
        if (is(token)) {
            at += token.length();
            return true;
        }
        return false;
    }

    void expect(String token) throws YamlException {
        if (!accept(token)) {
            throw error("'" + token + "' is expected");
        }
    }

    /** The name of a field. */
    String name() throws YamlException {
        blanks();
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw error("the name of a field is expected");
        }
        return text.substring(from, at);
    }

    /** A quoted text, or a word. */
    String constant() throws YamlException {
        blanks();
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            bare = false;
            return quoted(text.charAt(at));
        }
        bare = true;
        int from = at;
        while (at < text.length()
                && (isWord(text.charAt(at))
                        || text.charAt(at) == ':'
                        || text.charAt(at) == '/'
                        || text.charAt(at) == '+')) {
            at++;
        }
        if (at == from) {
            throw error("a value is expected: a number, a word or a text in quotes");
        }
        return text.substring(from, at);
    }

    /** Whether the last {@link #constant()} had no quotes. */
    boolean lastWasBare() {
        return bare;
    }

    private String quoted(char quote) throws YamlException {
        StringBuilder value = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                at = i + 1;
                return value.toString();
            }
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == quote || text.charAt(i + 1) == '\\')) {
                i++;
                c = text.charAt(i);
            }
            value.append(c);
        }
        throw error("the quote " + quote + " is not closed");
    }

    /** {@code /re/} or {@code /re/i}; a slash inside is written {@code \/}. */
    GuardedPattern pattern() throws YamlException {
        blanks();
        if (at >= text.length() || text.charAt(at) != '/') {
            throw error("a pattern between slashes is expected, for example /^ab+/");
        }
        int close = at + 1;
        while (close < text.length() && text.charAt(close) != '/') {
            close += text.charAt(close) == '\\' ? 2 : 1;
        }
        if (close >= text.length()) {
            throw error("the pattern is not closed with a slash");
        }
        String regex = text.substring(at + 1, close).replace("\\/", "/");
        at = close + 1;
        int flags = 0;
        if (at < text.length() && text.charAt(at) == 'i') {
            flags = Pattern.CASE_INSENSITIVE;
            at++;
        }
        try {
            return GuardedPattern.of(regex, flags, GuardedPattern.DEFAULT_STEPS);
        } catch (PatternSyntaxException e) {
            throw error("the pattern is not valid: " + e.getDescription());
        }
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@';
    }
}
