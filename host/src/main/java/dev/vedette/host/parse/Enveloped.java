package dev.vedette.host.parse;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.envelope.Envelopes;
import dev.vedette.host.parse.envelope.Opened;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes records out of their envelopes on the way to the parsers, and puts what came of them back on the way out: the raw
 * record of the event is the envelope as it came. Remembers the records that are between the two; those are as many as the
 * assembler holds, and one. Not thread-safe.
 */
final class Enveloped {
    private static final Field MESSAGE = Field.of("message");
    private static final Field HOST = Field.of("host.name");
    private static final Field OBSERVER = Field.of("observer.hostname");

    private final Envelopes envelopes = new Envelopes();
    private final Map<Long, Inside> inside = new HashMap<>();
    private final Finishing finishing;

    Enveloped(Finishing finishing) {
        this.finishing = finishing;
    }

    private static final class Inside {
        final JournaledRecord outer;
        final Opened opened;
        boolean readWhole;

        Inside(JournaledRecord outer, Opened opened) {
            this.outer = outer;
            this.opened = opened;
        }
    }

    /** What the parsers are to be asked about; the record itself where it has no envelope. */
    JournaledRecord open(JournaledRecord record) {
        Opened opened = envelopes.open(record.record());
        if (opened == null) {
            return record;
        }
        inside.put(record.position(), new Inside(record, opened));
        return new JournaledRecord(record.position(), opened.inner());
    }

    /** What counts as the time of a record: its envelope's, otherwise when it was received. */
    Instant time(JournaledRecord record) {
        Inside one = inside.isEmpty() ? null : inside.get(record.position());
        return one == null ? record.record().receivedAt() : one.opened.time();
    }

    /** Another reading of a record that nobody took; null when there is none, or it was given before. */
    @Nullable
    JournaledRecord whole(List<JournaledRecord> parts) {
        Inside one = parts.size() == 1 ? inside.get(parts.get(0).position()) : null;
        RawRecord whole = one == null || one.readWhole ? null : one.opened.whole();
        if (one == null || whole == null) {
            return null;
        }
        one.readWhole = true;
        return new JournaledRecord(one.outer.position(), whole);
    }

    /** Whether records came in an envelope: what becomes of them is finished when it is back in there. */
    boolean holds(List<JournaledRecord> parts) {
        return !inside.isEmpty() && inside.containsKey(parts.get(0).position());
    }

    /** The records as they came. */
    List<JournaledRecord> outer(List<JournaledRecord> parts) {
        if (inside.isEmpty()) {
            return parts;
        }
        List<JournaledRecord> outer = new ArrayList<>(parts.size());
        for (JournaledRecord part : parts) {
            Inside one = inside.get(part.position());
            outer.add(one == null ? part : one.outer);
        }
        return outer;
    }

    /** Passes on what comes out of the parsers, back in its envelope. */
    Consumer<ParseOutcome> closing(Consumer<ParseOutcome> out) {
        return inside.isEmpty() ? out : outcome -> out.accept(close(outcome));
    }

    private ParseOutcome close(ParseOutcome outcome) {
        Inside first = inside.get(outcome.parts().get(0).position());
        if (first == null) {
            return outcome;
        }
        List<JournaledRecord> parts = outer(outcome.parts());
        outcome.parts().forEach(part -> inside.remove(part.position()));
        RawRecord raw = raw(parts);
        return switch (outcome) {
            case ParseOutcome.Understood it ->
                new ParseOutcome.Understood(parts, raw, events(it.events(), raw, first), it.parser());
            case ParseOutcome.Broken it ->
                new ParseOutcome.Broken(parts, raw, events(it.events(), raw, first), it.parser(), it.reason());
            case ParseOutcome.Unparsed it ->
                new ParseOutcome.Unparsed(parts, raw, unparsed(it, raw, first), it.reason());
            case ParseOutcome.Filtered it -> new ParseOutcome.Filtered(parts, it.reason(), it.parser());
        };
    }

    private static RawRecord raw(List<JournaledRecord> parts) {
        RawRecord first = parts.get(0).record();
        if (parts.size() == 1) {
            return first;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JournaledRecord part : parts) {
            if (bytes.size() > 0) {
                bytes.write('\n');
            }
            bytes.writeBytes(part.record().bytes());
        }
        return new RawRecord(bytes.toByteArray(), first.receivedAt(), first.origin());
    }

    private List<Event> events(List<Event> read, RawRecord raw, Inside first) {
        List<Event> events = new ArrayList<>(read.size());
        for (Event event : read) {
            EventDraft draft = copy(event, raw);
            add(draft, first.opened.around(), false);
            finishing.finish(draft, first.outer.position(), events.size());
            events.addAll(draft.freeze());
        }
        return List.copyOf(events);
    }

    /** Nobody's parser knew it, so what the envelope says counts; a document that is an event by itself is read by that. */
    private Event unparsed(ParseOutcome.Unparsed outcome, RawRecord raw, Inside first) {
        EventDraft draft = copy(outcome.event(), raw);
        if (first.opened.structured()) {
            draft.remove(HostFields.TAGS);
        }
        add(draft, first.opened.around(), true);
        finishing.finish(draft, first.outer.position(), 0);
        return draft.freeze().get(0);
    }

    private EventDraft copy(Event event, RawRecord raw) {
        EventDraft draft = finishing.draft(raw);
        for (int i = 0; i < event.size(); i++) {
            set(draft, event.field(i), event.value(i));
        }
        for (LogSource source : event.logSources()) {
            draft.logSource(source);
        }
        return draft;
    }

    private static void add(EventDraft draft, @Nullable Event around, boolean counts) {
        for (int i = 0; around != null && i < around.size(); i++) {
            Field field = around.field(i);
            if (field == HostFields.TAGS) {
                around.values(field).forEach(tag -> draft.add(field, tag));
            } else if (counts || (!draft.has(field) && field != MESSAGE && !(field == HOST && draft.has(OBSERVER)))) {
                set(draft, field, around.value(i));
            }
        }
    }

    private static void set(EventDraft draft, Field field, Object value) {
        if (value instanceof List<?> members) {
            draft.setAll(field, members);
        } else {
            draft.set(field, value);
        }
    }
}
