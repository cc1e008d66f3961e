package dev.vedette.testkit;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import java.util.List;

/** Reads {@code shape NAME SIDES}; tests break it in one way each. */
class ShapeParser implements LogParser {
    private static final Field NAME = Field.of("shape.name");
    private static final Field SIDES = Field.of("shape.sides");

    @Override
    public String id() {
        return "test.shape";
    }

    @Override
    public List<String> literals() {
        return List.of("shape ");
    }

    @Override
    public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
        String text = record.text();
        if (!text.startsWith("shape ")) {
            return ParseResult.notMine();
        }
        String[] words = text.split(" ", 4);
        if (words.length != 3 || !words[2].matches("\\d{1,9}")) {
            return ParseResult.malformed("a shape has a name and a number of sides");
        }
        draft.set(NAME, words[1]).set(SIDES, Integer.parseInt(words[2]));
        return ParseResult.parsed();
    }
}
