package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.RawRecord;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One event that stands for many alike. Its fields, id and time are those of the first; its raw record is all their raw
 * records with a line feed between; how many is in {@link HostFields#COUNT}, QRadar's eventcount; {@link #PARTS} says where each came from, so that every one can be had back byte by
 * byte.
 */
public final class Coalesced {
    /** Journal position of the last of them. */
    static final Field LAST = Field.of("vedette.coalesced.last");
    /** For each: journal position, time of receipt in nanoseconds (both since the first), length in bytes. */
    static final Field PARTS = Field.of("vedette.coalesced.parts");

    private static final Field START = Field.of("event.start");
    private static final Field END = Field.of("event.end");
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_FIELDS = 2_000;

    private Coalesced() {}

    /**
     * One of the events.
     *
     * @param position in the journal
     * @param time of the event itself
     */
    public record Part(long position, RawRecord record, Instant time) {}

    /**
     * Makes one event of many.
     *
     * @param first the finished event of the first part
     * @param parts in the order of the journal; one alone gives the event as it is
     */
    public static Event of(Event first, List<Part> parts) {
        if (parts.size() == 1) {
            return first;
        }
        ByteArrayOutputStream raws = new ByteArrayOutputStream();
        StringBuilder where = new StringBuilder(16 * parts.size());
        Part head = parts.getFirst();
        Instant start = head.time();
        Instant end = head.time();
        for (Part part : parts) {
            if (!where.isEmpty()) {
                raws.write('\n');
                where.append(';');
            }
            raws.writeBytes(part.record().bytes());
            where.append(part.position() - head.position())
                    .append(',')
                    .append(Nanos.of(part.record().receivedAt())
                            - Nanos.of(head.record().receivedAt()))
                    .append(',')
                    .append(part.record().bytes().length);
            start = part.time().isBefore(start) ? part.time() : start;
            end = part.time().isAfter(end) ? part.time() : end;
        }
        RawRecord all = new RawRecord(
                raws.toByteArray(), head.record().receivedAt(), head.record().origin());
        EventDraft draft = copy(first, all);
        draft.set(HostFields.COUNT, parts.size())
                .set(LAST, parts.getLast().position())
                .set(PARTS, where.toString())
                .set(START, start)
                .set(END, end);
        return draft.freeze().getFirst();
    }

    private static EventDraft copy(Event event, RawRecord raw) {
        EventDraft draft = new EventDraft(raw, MAX_FIELDS, MAX_TEXT);
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            if (event.value(i) instanceof List<?> members) {
                draft.setAll(field, members);
            } else {
                draft.set(field, event.value(i));
            }
        }
        event.logSources().forEach(draft::logSource);
        return draft;
    }

    /** Whether an event stands for several. */
    public static boolean is(Event event) {
        return event.has(PARTS);
    }

    /** The raw records that an event stands for: its own, or all that were coalesced. */
    public static List<RawRecord> records(Event event) {
        return is(event) ? parts(event).stream().map(Part::record).toList() : List.of(event.raw());
    }

    private static List<Part> parts(Event event) {
        RawRecord all = event.raw();
        long first = EventId.of(event.id()).position();
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (String one : String.valueOf(event.text(PARTS)).split(";", -1)) {
            String[] numbers = one.split(",", -1);
            int length = Integer.parseInt(numbers[2]);
            RawRecord record = new RawRecord(
                    Arrays.copyOfRange(all.bytes(), at, at + length),
                    all.receivedAt().plusNanos(Long.parseLong(numbers[1])),
                    all.origin());
            parts.add(new Part(first + Long.parseLong(numbers[0]), record, event.timestamp()));
            at += length + 1;
        }
        return parts;
    }

    /** The first part as it is read now, standing for all parts again. */
    public static Event again(Event before, Event first) {
        return of(first, parts(before));
    }

    /** The same with only those parts that stand below a journal position; the others will come again. */
    static Event before(Event event, long position) {
        List<Part> kept =
                parts(event).stream().filter(part -> part.position() < position).toList();
        EventDraft plain = copy(event, kept.getFirst().record());
        for (Field field : List.of(HostFields.COUNT, LAST, PARTS, START, END)) {
            plain.remove(field);
        }
        return of(plain.freeze().getFirst(), kept);
    }
}
