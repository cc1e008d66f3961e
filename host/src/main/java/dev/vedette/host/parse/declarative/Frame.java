package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.parse.ParseTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one record's parse has in hand. */
final class Frame {
    /** The most members of a scratch list. */
    static final int MAX_LIST = 1_000;

    private static final Field WARNING = Field.of("vedette.parser.warning");
    private static final int MAX_WARNINGS = 20;

    final EventDraft draft;
    final ParseContext context;
    final @Nullable SyslogMessage header;
    final String message;
    final @Nullable Object[] scratch;
    final List<String> scratchNames;
    final int[] positions;
    final @Nullable ParseTrace trace;
    final String parser;
    private final Set<String> absent;

    @Nullable
    Map<String, Map<String, String>> structuredData;
    /** Why the last action failed. */
    String failure = "";
    /** What ends the parse. */
    ParseResult result = ParseResult.parsed();

    private @Nullable List<String> warnings;

    Frame(
            String parser,
            EventDraft draft,
            ParseContext context,
            @Nullable SyslogMessage header,
            String message,
            List<String> scratchNames,
            int positionsSize,
            Set<String> absent,
            @Nullable ParseTrace trace) {
        this.parser = parser;
        this.draft = draft;
        this.context = context;
        this.header = header;
        this.message = message;
        this.scratch = new @Nullable Object[scratchNames.size()];
        this.scratchNames = scratchNames;
        this.positions = new int[positionsSize];
        this.absent = absent;
        this.trace = trace;
    }

    boolean isAbsent(String text) {
        return !absent.isEmpty() && absent.contains(text);
    }

    /** Remembers that a field or a step could not be had. */
    void warn(String what) {
        List<String> all = warnings;
        if (all == null) {
            all = new ArrayList<>(2);
            warnings = all;
        }
        if (all.size() < MAX_WARNINGS && !all.contains(what)) {
            all.add(what);
        }
    }

    Result fail(String reason) {
        failure = reason;
        return Result.FAILED;
    }

    Result end(ParseResult with) {
        result = with;
        return Result.END;
    }

    /** Writes the warnings into the event. */
    void finish() {
        List<String> all = warnings;
        if (all != null) {
            draft.add(HostFields.TAGS, "parse_warning");
            draft.setAll(WARNING, all);
        }
    }
}
