package dev.vedette.host.query.pipe;

import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.expr.Token;
import dev.vedette.host.query.expr.Tokens;
import java.util.Map;

/** Numbers of rows and stretches of time, as commands take them. */
final class Counts {
    private static final Map<String, Long> SECONDS =
            Map.of("s", 1L, "m", 60L, "h", 3_600L, "d", 86_400L, "w", 604_800L);

    private Counts() {}

    /** A whole number from 1. */
    static long read(Tokens tokens, String command) throws QuerySyntaxException {
        Token number = tokens.take();
        if (number.kind() != Token.Kind.NUMBER || !number.text().matches("[1-9]\\d{0,8}")) {
            throw Tokens.error(
                    number, command + " takes a whole number from 1, as in " + command + " 10; not " + number.shown());
        }
        return Long.parseLong(number.text());
    }

    /** A stretch of time such as {@code 5m}, in seconds. */
    static long span(Tokens tokens, String usage) throws QuerySyntaxException {
        Token span = tokens.take();
        boolean read = span.kind() == Token.Kind.SPAN && span.text().matches("[1-9]\\d{0,5}[smhdw]");
        if (!read) {
            throw Tokens.error(
                    span,
                    "a stretch of time belongs here: a number and s, m, h, d or w, as in " + usage + "; not "
                            + span.shown());
        }
        int unit = span.text().length() - 1;
        Long seconds = SECONDS.get(span.text().substring(unit));
        return Long.parseLong(span.text().substring(0, unit)) * (seconds == null ? 1 : seconds);
    }
}
