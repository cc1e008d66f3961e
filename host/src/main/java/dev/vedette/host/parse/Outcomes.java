package dev.vedette.host.parse;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import java.util.ArrayList;
import java.util.List;

/** Completes what a parser left in the draft and makes the outcome of it. Not thread-safe. */
final class Outcomes {
    /** So much room the host's own fields need, whatever a parser has filled. */
    private static final int HOST_FIELDS = 64;

    private static final Field DATASET = Field.of("event.dataset");
    private static final Field MODULE = Field.of("event.module");

    private final Finishing finishing;

    Outcomes(Finishing finishing) {
        this.finishing = finishing;
    }

    ParseOutcome.Understood understood(
            List<JournaledRecord> parts,
            RawRecord record,
            RecordContext context,
            EventDraft draft,
            ParserEntry parser) {
        List<Event> events = draft.ended() == 0
                ? List.of(completed(draft, context, parser, positionOf(parts), 0))
                : completed(draft.freeze(), context, parser, positionOf(parts));
        return new ParseOutcome.Understood(parts, record, events, parser);
    }

    private static long positionOf(List<JournaledRecord> parts) {
        return parts.get(0).position();
    }

    private List<Event> completed(List<Event> frozen, RecordContext context, ParserEntry parser, long position) {
        List<Event> events = new ArrayList<>(frozen.size());
        EventDraft again = finishing.draft(context.record());
        for (Event event : frozen) {
            again.reset(event);
            events.add(completed(again, context, parser, position, events.size()));
        }
        return List.copyOf(events);
    }

    private Event completed(EventDraft parsed, RecordContext context, ParserEntry parser, long position, int number) {
        EventDraft draft = roomy(parsed);
        complete(draft, context, parser, parsed.overflowed() > 0);
        return finished(draft, position, number);
    }

    /** The same draft, or a larger one if a parser has left no room for the host's fields. */
    private static EventDraft roomy(EventDraft draft) {
        if (draft.size() + HOST_FIELDS <= draft.maxFields()) {
            return draft;
        }
        EventDraft larger = new EventDraft(draft.raw(), draft.maxFields() + HOST_FIELDS, draft.maxText());
        draft.freeze().forEach(larger::reset);
        return larger;
    }

    private Event finished(EventDraft draft, long position, int number) {
        finishing.finish(draft, position, number);
        return draft.freeze().get(0);
    }

    private static void complete(EventDraft draft, RecordContext context, ParserEntry parser, boolean truncated) {
        String id = parser.id();
        draft.set(HostFields.PARSER_ID, id);
        draft.set(HostFields.PARSER_VERSION, parser.pack().version());
        if (!draft.has(HostFields.KIND)) {
            draft.set(HostFields.KIND, "event");
        }
        if (!draft.has(DATASET)) {
            draft.set(DATASET, id);
        }
        if (!draft.has(MODULE)) {
            int dot = id.indexOf('.');
            draft.set(MODULE, dot < 0 ? id : id.substring(0, dot));
        }
        if (!draft.has(Event.TIMESTAMP)) {
            draft.timestamp(context.now());
        }
        if (truncated) {
            draft.add(HostFields.TAGS, "truncated");
        }
    }

    ParseOutcome.Broken broken(
            List<JournaledRecord> parts,
            RawRecord record,
            RecordContext context,
            EventDraft draft,
            ParserEntry parser,
            String reason) {
        List<Event> events = new ArrayList<>();
        EventDraft last = draft;
        if (draft.ended() > 0) {
            List<Event> frozen = draft.freeze();
            int whole = draft.ended();
            events.addAll(completed(frozen.subList(0, whole), context, parser, positionOf(parts)));
            last = finishing.draft(record);
            if (frozen.size() > whole) {
                last.reset(frozen.get(whole));
            }
        }
        events.add(error(last, context, parser, reason, positionOf(parts), events.size()));
        return new ParseOutcome.Broken(parts, record, List.copyOf(events), parser, reason);
    }

    private Event error(
            EventDraft parsed, RecordContext context, ParserEntry parser, String reason, long position, int number) {
        EventDraft draft = roomy(parsed);
        draft.remove(HostFields.KIND);
        EnvelopeFields.set(draft, context);
        complete(draft, context, parser, parsed.overflowed() > 0);
        draft.set(HostFields.KIND, "pipeline_error");
        draft.set(HostFields.ERROR, EnvelopeFields.cut(reason, draft.maxText()));
        return finished(draft, position, number);
    }

    ParseOutcome.Unparsed unparsed(
            List<JournaledRecord> parts, RawRecord record, RecordContext context, EventDraft draft, String reason) {
        draft.set(HostFields.KIND, "event");
        EnvelopeFields.set(draft, context);
        if (!draft.has(Event.TIMESTAMP)) {
            draft.timestamp(context.now());
        }
        draft.add(HostFields.TAGS, "unparsed");
        return new ParseOutcome.Unparsed(parts, record, finished(draft, positionOf(parts), 0), reason);
    }
}
