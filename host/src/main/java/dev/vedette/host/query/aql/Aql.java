package dev.vedette.host.query.aql;

import dev.vedette.host.query.QueryPlan;
import dev.vedette.host.query.QuerySyntaxException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** AQL: {@code SELECT ... FROM events}; docs/aql.md explains it to analysts. */
public final class Aql {
    private Aql() {}

    /** Whether a text is meant as AQL and not as a query of the search bar. */
    public static boolean looksLike(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        return start.equals("select") || (start.startsWith("select") && Character.isWhitespace(start.charAt(6)));
    }

    /**
     * Reads a query.
     *
     * @param zone of times that name none
     * @param now what {@code LAST} and {@code NOW()} count from
     * @throws QuerySyntaxException if it cannot be understood, with the column and what would be right
     */
    public static QueryPlan plan(String text, ZoneId zone, Instant now) throws QuerySyntaxException {
        return new AqlParser(text, new AqlTime(zone, now)).parse();
    }
}
