package dev.vedette.host.parse.declarative;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.Assembly;
import dev.vedette.api.parse.LogParser;
import dev.vedette.api.parse.ParseContext;
import dev.vedette.api.parse.ParseResult;
import dev.vedette.api.parse.SyslogMessage;
import dev.vedette.host.parse.EnvelopeFields;
import dev.vedette.host.parse.ParseTrace;
import dev.vedette.host.parse.RecordContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled parser. Immutable, thread-safe. */
final class DeclarativeParser implements LogParser {
    private static final Field MESSAGE = Field.of("message");

    /** How the syslog header is treated. */
    enum Envelope {
        NONE,
        SYSLOG,
        AUTO
    }

    /** What a parser file says besides its steps. */
    record Head(
            String id,
            MatchCompiler.Match match,
            Envelope envelope,
            @Nullable Field host,
            @Nullable Field program,
            boolean message,
            List<LogSource> logSources,
            Set<String> absentValues,
            Assembly assembly) {}

    private final Head head;
    private final Block block;
    private final List<String> scratchNames;
    private final int positions;

    DeclarativeParser(Head head, Block block, Scope scope) {
        this.head = head;
        this.block = block;
        this.scratchNames = List.copyOf(scope.scratchNames());
        this.positions = scope.positions();
    }

    @Override
    public String id() {
        return head.id;
    }

    @Override
    public List<String> literals() {
        return head.match.literals();
    }

    @Override
    public int priority() {
        return head.match.priority();
    }

    @Override
    public Assembly assembly() {
        return head.assembly;
    }

    @Override
    public ParseResult parse(RawRecord record, EventDraft draft, ParseContext context) {
        SyslogMessage header = head.envelope == Envelope.NONE ? null : context.syslog();
        if (header == null && head.envelope == Envelope.SYSLOG) {
            return ParseResult.notMine();
        }
        ParseTrace trace = context instanceof RecordContext hosted ? hosted.trace() : null;
        String message = header == null ? body(record) : header.message();
        Frame frame =
                new Frame(head.id, draft, context, header, message, scratchNames, positions, head.absentValues, trace);
        Condition test = head.match.test();
        if (test != null && !test.test(frame)) {
            return ParseResult.notMine();
        }
        for (int i = 0; i < head.logSources.size(); i++) {
            draft.logSource(head.logSources.get(i));
        }
        if (block.run(frame) == Result.END) {
            return frame.result;
        }
        if (header != null) {
            EnvelopeFields.set(draft, header, head.host, head.program);
        }
        if (head.message && !message.isEmpty() && !draft.has(MESSAGE)) {
            draft.set(MESSAGE, message);
        }
        frame.finish();
        return ParseResult.parsed();
    }

    private static String body(RawRecord record) {
        String text = record.text();
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    @Override
    public String toString() {
        return "parser " + head.id;
    }
}
