package dev.vedette.host.query.expr;

import java.util.Locale;

/**
 * A word, number, text or sign of a query.
 *
 * @param text its content, without quotes
 * @param start where it begins in the query, from 0
 * @param end just behind it
 */
public record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    public enum Kind {
        /** A name or a word of the language. */
        NAME,
        /** A name in quotes. */
        QUOTED,
        /** A text in quotes. */
        TEXT,
        /** A number. */
        NUMBER,
        /** A number with a unit: {@code 5m}. */
        SPAN,
        /** One of the signs. */
        SIGN,
        /** Behind the last one. */
        END
    }

    public int length() {
        return Math.max(1, end - start);
    }

    public boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }

    /** Whether it is this word of the language, in any case. */
    public boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    public boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** For messages: what stands here. */
    public String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text '" + text + "'";
            case QUOTED -> "the name \"" + text + "\"";
            default -> "'" + text + "'";
        };
    }

    String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
