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
    private static final Field DATASET = Field.of("event.dataset");
    private static final Field MODULE = Field.of("event.module");

    ParseOutcome.Understood understood(
            List<JournaledRecord> parts,
            RawRecord record,
            RecordContext context,
            EventDraft draft,
            ParserEntry parser) {
        List<Event> events;
        if (draft.ended() == 0) {
            complete(draft, context, parser);
            events = draft.freeze();
        } else {
            events = completed(draft.freeze(), context, parser);
        }
        return new ParseOutcome.Understood(parts, record, events, parser);
    }

    private List<Event> completed(List<Event> frozen, RecordContext context, ParserEntry parser) {
        List<Event> events = new ArrayList<>(frozen.size());
        EventDraft again = new EventDraft(context.record());
        for (Event event : frozen) {
            again.reset(event);
            complete(again, context, parser);
            events.addAll(again.freeze());
        }
        return List.copyOf(events);
    }

    private void complete(EventDraft draft, RecordContext context, ParserEntry parser) {
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
        if (draft.overflowed() > 0) {
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
        if (draft.ended() > 0) {
            List<Event> frozen = draft.freeze();
            int whole = draft.ended();
            events.addAll(completed(frozen.subList(0, whole), context, parser));
            EventDraft last = new EventDraft(record);
            if (frozen.size() > whole) {
                last.reset(frozen.get(whole));
            }
            events.add(error(last, context, parser, reason));
        } else {
            events.add(error(draft, context, parser, reason));
        }
        return new ParseOutcome.Broken(parts, record, List.copyOf(events), parser, reason);
    }

    private Event error(EventDraft draft, RecordContext context, ParserEntry parser, String reason) {
        draft.remove(HostFields.KIND);
        EnvelopeFields.set(draft, context);
        complete(draft, context, parser);
        draft.set(HostFields.KIND, "pipeline_error");
        draft.set(HostFields.ERROR, EnvelopeFields.cut(reason, draft.maxText()));
        return draft.freeze().get(0);
    }

    ParseOutcome.Unparsed unparsed(
            List<JournaledRecord> parts, RawRecord record, RecordContext context, EventDraft draft, String reason) {
        draft.set(HostFields.KIND, "event");
        EnvelopeFields.set(draft, context);
        if (!draft.has(Event.TIMESTAMP)) {
            draft.timestamp(context.now());
        }
        draft.add(HostFields.TAGS, "unparsed");
        return new ParseOutcome.Unparsed(parts, record, draft.freeze().get(0), reason);
    }
}
