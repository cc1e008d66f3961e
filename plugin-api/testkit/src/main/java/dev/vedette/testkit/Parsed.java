package dev.vedette.testkit;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.parse.RecordContext;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a parser made of one record.
 *
 * @param result what it said
 * @param events what its draft held afterwards
 */
public record Parsed(ParseResult result, List<Event> events) {
    /**
     * Lets a parser read a record, in UTC, with the time of receipt as now. The parser is called directly: an exception
     * of it comes through.
     */
    public static Parsed of(LogParser parser, RawRecord record) {
        EventDraft draft = new EventDraft(record);
        ParseResult result =
                parser.parse(record, draft, new RecordContext(record, record.receivedAt(), ZoneOffset.UTC, null));
        return new Parsed(result, draft.freeze());
    }
}
