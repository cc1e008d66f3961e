package dev.vedette.host.query.expr;

/** How names and texts are quoted: what the two languages do not share. */
public enum Dialect {
    /** Behind a pipe: {@code "text"} or {@code 'text'}, and names with odd characters in backquotes. */
    PIPES('`', "\"'"),
    /** AQL: {@code 'text'}, and names in double quotes. */
    AQL('"', "'");

    private final char nameQuote;
    private final String textQuotes;

    Dialect(char nameQuote, String textQuotes) {
        this.nameQuote = nameQuote;
        this.textQuotes = textQuotes;
    }

    boolean quotesName(char c) {
        return c == nameQuote;
    }

    boolean quotesText(char c) {
        return textQuotes.indexOf(c) >= 0;
    }

    /** How a name that needs quotes is written. */
    String quoted(String name) {
        return nameQuote + name + nameQuote;
    }
}
