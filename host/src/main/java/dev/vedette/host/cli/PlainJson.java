package dev.vedette.host.cli;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.host.parse.RecordContext;
import dev.vedette.host.parse.declarative.DeclarativeParsers;
import dev.vedette.host.parse.declarative.ParserSyntaxException;
import java.time.ZoneId;

/**
 * Gives JSON objects that no parser knows their fields under their own names, nested ones with dots: what rules over
 * exported events ask for. A host does not do that: names that any sender invents would fill its tables.
 */
final class PlainJson {
    private static final String PARSER = """
            parser: json.plain
            match: { any: [ { startswith: "{" } ] }
            steps: [ { id: fields, json: { into: "." } } ]
            """;

    private final LogParser parser;
    private final ZoneId zone;

    PlainJson(ZoneId zone) {
        this.zone = zone;
        try {
            this.parser = DeclarativeParsers.compile("json.yml", PARSER).getFirst();
        } catch (ParserSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The event with the fields of its record, or as it is where a parser knew it or it is no JSON object. */
    Event read(Event event) {
        if (!"unparsed".equals(event.text(HostFields.TAGS))) {
            return event;
        }
        EventDraft draft = new EventDraft(event.raw());
        draft.reset(event);
        RecordContext context = new RecordContext(event.raw(), event.raw().receivedAt(), zone, null);
        return parser.parse(event.raw(), draft, context).equals(ParseResult.parsed())
                ? draft.freeze().getFirst()
                : event;
    }
}
