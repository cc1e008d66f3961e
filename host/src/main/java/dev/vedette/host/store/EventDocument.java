package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.OriginBytes;
import dev.vedette.host.query.EventFilter;
import dev.vedette.host.query.Folding;
import dev.vedette.host.query.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * Makes the Lucene document of an event. Not thread-safe, and a document is good only until the next one is made: all
 * memory is used again.
 */
final class EventDocument {
    /** The longest byte string in a column; longer values stay in the payload. */
    static final int MAX_COLUMN_BYTES = 8_191;

    private final List<Cell> pool = new ArrayList<>();
    private final List<IndexableField> document = new ArrayList<>();
    private final Bytes scratch = new Bytes();
    private final WordStream words = new WordStream();
    private final PayloadWriter payload = new PayloadWriter();
    private final LayoutTable layouts = new LayoutTable();
    private int cells;
    private boolean rawIsText;
    private String rawText = "";

    /** The document of an event. */
    List<IndexableField> of(Event event) {
        document.clear();
        cells = 0;
        scratch.reset();
        words.clear();
        payload.reset();
        RawRecord raw = event.raw();
        rawIsText = EventFilter.isText(raw.bytes());
        rawText = rawIsText ? raw.text() : "";
        if (rawIsText) {
            words.add(rawText);
        }
        Instant time = event.timestamp();
        document.add(cell().number(Names.TIME, Cell.TIME, Nanos.of(time)));
        boolean timeInColumn = Nanos.fits(time) && event.get(Event.TIMESTAMP) instanceof Instant;
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            if (field != Event.TIMESTAMP || !timeInColumn) {
                add(field, event.values(field));
            }
        }
        byte[] origin = OriginBytes.of(raw.origin());
        if (origin.length <= MAX_COLUMN_BYTES) {
            document.add(cell().bytes(Names.ORIGIN, Cell.ONE, new BytesRef(origin)));
            origin = new byte[0];
        }
        int sources = scratch.size();
        LogSourceBytes.add(scratch, event.logSources());
        document.add(cell().bytes(Names.LOG_SOURCES, Cell.ONE, scratch.since(sources)));
        if (!words.isEmpty()) {
            document.add(cell().words(Names.WORDS, words));
        }
        boolean receivedInColumn =
                raw.receivedAt().equals(event.get(HostFields.RECEIVED)) && Nanos.fits(raw.receivedAt());
        document.add(
                cell().bytes(Names.PAYLOAD, Cell.STORED, payload.finish(raw, timeInColumn, receivedInColumn, origin)));
        return document;
    }

    private Cell cell() {
        if (cells == pool.size()) {
            pool.add(new Cell());
        }
        return pool.get(cells++);
    }

    private void add(Field field, List<Object> values) {
        FieldLayout layout = layouts.of(field);
        boolean done = switch (layout) {
            case ID -> addId(values);
            case PIVOT, COLUMN, ADDRESS, KEYED -> addBytes(field, layout, values);
            case NUMBER, DECIMAL, FLAG, DATE -> addNumbers(field, values);
            case PAYLOAD, TIME -> false;
        };
        if (!done) {
            keep(field, layout, values);
        }
    }

    private boolean addId(List<Object> values) {
        int start = scratch.size();
        String id = (String) values.get(0);
        if (values.size() != 1 || !scratch.addText(id) || scratch.size() - start > MAX_COLUMN_BYTES || id.isEmpty()) {
            return false;
        }
        document.add(cell().bytes(Names.ID, Cell.TERM, scratch.since(start)));
        payload.id(id);
        return true;
    }

    private void keep(Field field, FieldLayout layout, List<Object> values) {
        int start = scratch.size();
        scratch.addText(field.name());
        document.add(cell().bytes(Names.KEPT, Cell.TERM, scratch.since(start)));
        if (layout == FieldLayout.PAYLOAD && values.size() == 1 && rawIsText) {
            String value = (String) values.get(0);
            int at = rawText.endsWith(value) ? rawText.length() - value.length() : rawText.indexOf(value);
            if (at >= 0 && !value.isEmpty()) {
                payload.keepPart(field, at, value.length());
                if (!isCutBetweenWords(at, at + value.length())) {
                    words.add(value);
                }
                return;
            }
        }
        payload.keep(field, values);
        if (layout == FieldLayout.PAYLOAD) {
            values.forEach(value -> words.add((String) value));
        }
    }

    private boolean isCutBetweenWords(int start, int end) {
        boolean before =
                start > 0 && Words.isPart(rawText.codePointBefore(start)) && Words.isPart(rawText.codePointAt(start));
        boolean after = end < rawText.length()
                && Words.isPart(rawText.codePointAt(end))
                && Words.isPart(rawText.codePointBefore(end));
        return !before && !after;
    }

    private boolean addBytes(Field field, FieldLayout layout, List<Object> values) {
        BytesRef[] encoded = new BytesRef[values.size()];
        for (int i = 0; i < encoded.length; i++) {
            int start = scratch.size();
            if (!encode(field, layout, values.get(i)) || scratch.size() - start > MAX_COLUMN_BYTES) {
                return false;
            }
            encoded[i] = scratch.since(start);
        }
        String name = layout == FieldLayout.KEYED ? Names.KEYED : field.name();
        BytesRef[] distinct = encoded.length == 1 ? encoded : payload.shape(field, encoded);
        for (BytesRef value : distinct) {
            document.add(cell().bytes(name, Cell.SET, value));
            if (layout == FieldLayout.ADDRESS) {
                document.add(cell().bytes(name, Cell.TERM, value));
            }
        }
        if (layout == FieldLayout.PIVOT) {
            for (Object value : values) {
                int start = scratch.size();
                scratch.addText(Folding.fold((String) value));
                document.add(cell().bytes(name, Cell.TERM, scratch.since(start)));
            }
        }
        return true;
    }

    private boolean encode(Field field, FieldLayout layout, Object value) {
        if (layout == FieldLayout.ADDRESS) {
            TypedValue.addAddress(scratch, (IpAddress) value);
            return true;
        }
        if (layout == FieldLayout.KEYED) {
            scratch.addText(field.name());
            scratch.add(0);
            return TypedValue.add(scratch, value);
        }
        return value instanceof String text && scratch.addText(text);
    }

    private boolean addNumbers(Field field, List<Object> values) {
        long[] encoded = new long[values.size()];
        for (int i = 0; i < encoded.length; i++) {
            Object value = values.get(i);
            if (value instanceof Instant time && !Nanos.fits(time)) {
                return false;
            }
            encoded[i] = encode(value);
        }
        if (encoded.length > 1) {
            payload.shape(field, encoded);
            Arrays.sort(encoded);
        }
        for (long value : encoded) {
            document.add(cell().number(field.name(), Cell.NUMBERS, value));
        }
        return true;
    }

    static long encode(Object value) {
        return switch (value) {
            case Long number -> number;
            case Double number -> NumericUtils.doubleToSortableLong(number);
            case Boolean truth -> truth ? 1 : 0;
            case Instant time -> Nanos.of(time);
            default -> throw new IllegalArgumentException("not a number: " + value.getClass());
        };
    }
}
