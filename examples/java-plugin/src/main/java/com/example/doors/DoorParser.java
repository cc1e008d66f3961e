package com.example.doors;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.GuardedPattern;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import org.pf4j.Extension;

/** Reads {@code DOOR|time|site|door|badge|granted or denied*checksum}. */
@Extension
public final class DoorParser implements LogParser {
    static final LogSource DOORS = LogSource.of("physical_access", "doors", null);
    static final Field SITE = Field.of("doors.site");
    static final Field BADGE = Field.of("doors.badge");

    private static final Field DOOR = Field.of("doors.door");
    private static final Field ACTION = Field.of("event.action");
    private static final Field OUTCOME = Field.of("event.outcome");
    private static final Field CATEGORY = Field.of("event.category");
    private static final String START = "DOOR|";
    // A guarded pattern cannot run away, whatever the sender writes.
    private static final GuardedPattern LINE = GuardedPattern.of(
            "DOOR\\|([^|]{1,40})\\|([^|]{1,40})\\|([^|]{1,40})\\|(\\d{1,12})\\|(granted|denied)\\*([0-9A-F]{2})\\s*");

    @Override
    public String id() {
        return "com.example.doors";
    }

    @Override
    public List<String> literals() {
        return List.of(START);
    }

    @Override
    public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
        String text = record.text();
        if (!text.startsWith(START)) {
            return ParseResult.notMine();
        }
        MatchResult line = LINE.match(text);
        if (line == null) {
            return ParseResult.malformed("a door's line has time, site, door, badge, decision and checksum");
        }
        if (checksum(text.substring(0, line.end(5))) != Integer.parseInt(line.group(6), 16)) {
            return ParseResult.malformed("the checksum does not fit the line");
        }
        if (!draft.setText(Event.TIMESTAMP, line.group(1))) {
            return ParseResult.malformed("the first part is no RFC 3339 time stamp");
        }
        boolean granted = line.group(5).equals("granted");
        draft.logSource(DOORS);
        draft.set(SITE, line.group(2)).set(DOOR, line.group(3)).set(BADGE, line.group(4));
        draft.set(ACTION, "badge").set(OUTCOME, granted ? "success" : "failure").set(CATEGORY, "authentication");
        return ParseResult.parsed();
    }

    static int checksum(String text) {
        int sum = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            sum ^= b;
        }
        return sum & 0xFF;
    }
}
