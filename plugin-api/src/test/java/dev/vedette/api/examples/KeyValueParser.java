package dev.vedette.api.examples;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import java.util.List;
import java.util.regex.MatchResult;
import org.pf4j.Extension;

/** Reads {@code acme: time=2025-01-01T00:00:00Z user=alice src=203.0.113.9 action=login}. */
@Extension
public final class KeyValueParser implements LogParser {
    private static final Field USER = Field.of("user.name");
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field ACTION = Field.of("event.action");
    private static final LogSource ACME = LogSource.of("authentication", "acme", null);
    private static final GuardedPattern LINE =
            GuardedPattern.of("^acme: time=(\\S+) user=(\\S*) src=(\\S+) action=(\\S+)$");

    @Override
    public String id() {
        return "example.key-value";
    }

    @Override
    public List<String> literals() {
        return List.of("acme: ");
    }

    @Override
    public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
        String text = record.text();
        if (!text.startsWith("acme: ")) {
            return ParseResult.notMine();
        }
        MatchResult line = LINE.match(text);
        if (line == null) {
            return ParseResult.malformed("the line does not have time, user, src and action");
        }
        draft.logSource(ACME);
        draft.set(USER, line.group(2)).set(ACTION, line.group(4));
        if (!draft.setText(Event.TIMESTAMP, line.group(1))) {
            return ParseResult.malformed("'time' is no RFC 3339 time stamp");
        }
        return draft.setText(SOURCE, line.group(3))
                ? ParseResult.parsed()
                : ParseResult.malformed("'src' is no address");
    }
}
