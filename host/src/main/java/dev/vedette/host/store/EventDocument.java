package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.LogSource;
import dev.vedette.api.event.Origin;
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
import org.jspecify.annotations.Nullable;

/**
 * Makes the Lucene document of an event. Not thread-safe, and a document is good only until the next one is made: the
 * memory behind its bytes is used again.
 */
final class EventDocument {
    /** The longest byte string in a column; longer values stay in the payload. */
    static final int MAX_COLUMN_BYTES = 8_191;

    private static final BytesRef NOTHING = new BytesRef();

    private final Bytes scratch = new Bytes();
    private final WordStream words = new WordStream();
    private final PayloadWriter payload = new PayloadWriter();
    private final LayoutTable layouts = new LayoutTable();
    private final RepeatedBytes<Origin> origins = new RepeatedBytes<>(OriginBytes::of);
    private final RepeatedBytes<List<LogSource>> logSources = new RepeatedBytes<>(LogSourceBytes::of);
    private List<IndexableField> document = List.of();
    private boolean rawIsText;
    private String rawText = "";

    /** The document of an event. */
    List<IndexableField> of(Event event) {
        document = new ArrayList<>(2 * event.size() + 8);
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
        document.add(Cell.number(Names.TIME, Cell.TIME, Nanos.of(time)));
        boolean timeInColumn = Nanos.fits(time) && event.get(Event.TIMESTAMP) instanceof Instant;
        for (int i = 0; i < event.size(); i++) {
            Field field = event.field(i);
            if (field != Event.TIMESTAMP || !timeInColumn) {
                add(field, event.value(i));
            }
        }
        BytesRef origin = origins.of(raw.origin());
        if (origin.length <= MAX_COLUMN_BYTES) {
            document.add(Cell.bytes(Names.ORIGIN, Cell.ONE, origin));
            origin = NOTHING;
        }
        document.add(Cell.bytes(Names.LOG_SOURCES, Cell.ONE, logSources.of(event.logSources())));
        if (!words.isEmpty()) {
            document.add(Cell.words(Names.WORDS, words));
        }
        boolean receivedInColumn =
                raw.receivedAt().equals(event.get(HostFields.RECEIVED)) && Nanos.fits(raw.receivedAt());
        document.add(
                Cell.bytes(Names.PAYLOAD, Cell.STORED, payload.finish(raw, timeInColumn, receivedInColumn, origin)));
        return document;
    }

    private void add(Field field, Object value) {
        FieldLayout layout = layouts.of(field);
        boolean done = switch (layout) {
            case ID -> value instanceof String id && addId(id);
            case PIVOT, COLUMN, ADDRESS, KEYED ->
                value instanceof List<?> members ? addBytes(field, layout, members) : addByte(field, layout, value);
            case NUMBER, DECIMAL, FLAG, DATE ->
                value instanceof List<?> members ? addNumbers(field, members) : addNumber(field, value);
            case PAYLOAD, TIME -> false;
        };
        if (!done) {
            keep(field, layout, value instanceof List<?> members ? members : List.of(value));
        }
    }

    private boolean addId(String id) {
        int start = scratch.size();
        if (!scratch.addText(id) || scratch.size() - start > MAX_COLUMN_BYTES || id.isEmpty()) {
            return false;
        }
        document.add(Cell.bytes(Names.ID, Cell.TERM, scratch.since(start)));
        payload.id(id);
        return true;
    }

    private void keep(Field field, FieldLayout layout, List<?> values) {
        int start = scratch.size();
        scratch.addText(field.name());
        document.add(Cell.bytes(Names.KEPT, Cell.TERM, scratch.since(start)));
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

    private boolean addByte(Field field, FieldLayout layout, Object value) {
        BytesRef bytes = encoded(field, layout, value);
        if (bytes == null) {
            return false;
        }
        addColumn(field, layout, bytes);
        if (layout == FieldLayout.PIVOT) {
            addPivot(field, (String) value, bytes);
        }
        return true;
    }

    private boolean addBytes(Field field, FieldLayout layout, List<?> values) {
        BytesRef[] encoded = new BytesRef[values.size()];
        for (int i = 0; i < encoded.length; i++) {
            BytesRef bytes = encoded(field, layout, values.get(i));
            if (bytes == null) {
                return false;
            }
            encoded[i] = bytes;
        }
        for (BytesRef value : payload.shape(field, encoded)) {
            addColumn(field, layout, value);
        }
        if (layout == FieldLayout.PIVOT) {
            for (int i = 0; i < encoded.length; i++) {
                addPivot(field, (String) values.get(i), encoded[i]);
            }
        }
        return true;
    }

    private void addColumn(Field field, FieldLayout layout, BytesRef value) {
        document.add(Cell.bytes(layout == FieldLayout.KEYED ? Names.KEYED : field.name(), Cell.SET, value));
        if (layout == FieldLayout.ADDRESS) {
            document.add(Cell.bytes(field.name(), Cell.TERM, value));
        }
    }

    private void addPivot(Field field, String text, BytesRef asItIs) {
        String folded = Folding.fold(text);
        BytesRef term = asItIs;
        if (!folded.equals(text)) {
            int start = scratch.size();
            scratch.addText(folded);
            term = scratch.since(start);
        }
        document.add(Cell.bytes(field.name(), Cell.TERM, term));
    }

    /** The bytes of a value, or null where no column can hold it. */
    private @Nullable BytesRef encoded(Field field, FieldLayout layout, Object value) {
        int start = scratch.size();
        return encode(field, layout, value) && scratch.size() - start <= MAX_COLUMN_BYTES ? scratch.since(start) : null;
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

    private boolean addNumber(Field field, Object value) {
        if (value instanceof Instant time && !Nanos.fits(time)) {
            return false;
        }
        document.add(Cell.number(field.name(), Cell.NUMBERS, encode(value)));
        return true;
    }

    private boolean addNumbers(Field field, List<?> values) {
        long[] encoded = new long[values.size()];
        for (int i = 0; i < encoded.length; i++) {
            Object value = values.get(i);
            if (value instanceof Instant time && !Nanos.fits(time)) {
                return false;
            }
            encoded[i] = encode(value);
        }
        payload.shape(field, encoded);
        Arrays.sort(encoded);
        for (long value : encoded) {
            document.add(Cell.number(field.name(), Cell.NUMBERS, value));
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
