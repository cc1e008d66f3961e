package dev.vedette.host.query;

import dev.vedette.host.query.pipe.PipeParser;

/** The language of the search bar; docs/query-language.md explains it to analysts. */
public final class QueryLanguage {
    private QueryLanguage() {}

    /**
     * Reads a condition, without pipes. An empty one asks for everything.
     *
     * @throws QuerySyntaxException if it cannot be understood, with the column and what would be right
     */
    public static Condition parse(String text) throws QuerySyntaxException {
        return new QueryParser(text).parse();
    }

    /**
     * Reads a query: a condition, and what happens to the events it finds behind each {@code |}.
     *
     * @throws QuerySyntaxException if it cannot be understood, with the column and what would be right
     */
    public static QueryPlan plan(String text) throws QuerySyntaxException {
        QueryParser parser = new QueryParser(text);
        return PipeParser.parse(parser.upToPipe(), text, parser.at());
    }
}
