package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.OriginBytes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/** Rebuilds events from the columns and payloads of one segment; documents are asked for in ascending order. */
final class EventReader {
    private final StoredFields stored;
    private final List<Column> columns = new ArrayList<>();
    private final NumericDocValues times;
    private final SortedNumericDocValues created;
    private final SortedDocValues origins;
    private final SortedDocValues logSources;
    private final EventDraft draft = new EventDraft(
            new RawRecord(new byte[0], Instant.EPOCH, Origin.of("", "").build()), Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** A column that gives a document's values of one field, or of many. */
    @FunctionalInterface
    private interface Column {
        void read(int doc, Payload payload, EventDraft into) throws IOException;
    }

    EventReader(LeafReader segment) throws IOException {
        stored = segment.storedFields();
        times = DocValues.getNumeric(segment, Names.TIME);
        created = DocValues.getSortedNumeric(segment, HostFields.RECEIVED.name());
        origins = DocValues.getSorted(segment, Names.ORIGIN);
        logSources = DocValues.getSorted(segment, Names.LOG_SOURCES);
        for (FieldInfo info : segment.getFieldInfos()) {
            switch (info.getDocValuesType()) {
                case SORTED_SET -> columns.add(set(info.name, segment));
                case SORTED_NUMERIC -> columns.add(numbers(info.name, segment));
                default -> {}
            }
        }
    }

    private static Column set(String name, LeafReader segment) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(segment, name);
        if (name.equals(Names.KEYED)) {
            return (doc, payload, into) -> {
                if (values.advanceExact(doc)) {
                    readKeyed(values, payload, into);
                }
            };
        }
        Field field = Field.of(name);
        boolean address = FieldLayout.of(field) == FieldLayout.ADDRESS;
        return (doc, payload, into) -> {
            if (!values.advanceExact(doc)) {
                return;
            }
            List<Object> members = new ArrayList<>(values.docValueCount());
            for (int left = values.docValueCount(); left > 0; left--) {
                BytesRef bytes = values.lookupOrd(values.nextOrd());
                members.add(address ? IpAddress.ofBytes(bytes.bytes, bytes.offset, 16) : bytes.utf8ToString());
            }
            into.setAll(field, payload.inOrder(field, members));
        };
    }

    private static void readKeyed(SortedSetDocValues values, Payload payload, EventDraft into) throws IOException {
        Field field = null;
        List<Object> members = new ArrayList<>();
        for (int left = values.docValueCount(); left > 0; left--) {
            BytesRef bytes = values.lookupOrd(values.nextOrd());
            int zero = Keyed.nameLength(bytes);
            Field next = Field.of(new BytesRef(bytes.bytes, bytes.offset, zero).utf8ToString());
            if (field != null && field != next) {
                into.setAll(field, payload.inOrder(field, members));
                members.clear();
            }
            field = next;
            members.add(Keyed.value(bytes, zero));
        }
        if (field != null) {
            into.setAll(field, payload.inOrder(field, members));
        }
    }

    private static Column numbers(String name, LeafReader segment) throws IOException {
        SortedNumericDocValues values = DocValues.getSortedNumeric(segment, name);
        Field field = Field.of(name);
        FieldLayout layout = FieldLayout.of(field);
        return (doc, payload, into) -> {
            if (!values.advanceExact(doc)) {
                return;
            }
            List<Object> members = new ArrayList<>(values.docValueCount());
            for (int left = values.docValueCount(); left > 0; left--) {
                members.add(decode(layout, values.nextValue()));
            }
            into.setAll(field, payload.inOrder(field, members));
        };
    }

    static Object decode(FieldLayout layout, long number) {
        return switch (layout) {
            case DECIMAL -> NumericUtils.sortableLongToDouble(number);
            case FLAG -> number == 1;
            case DATE, TIME -> Nanos.toInstant(number);
            default -> number;
        };
    }

    /** The event of a document of the segment. */
    Event read(int doc) throws IOException {
        Payload payload = payload(stored, doc);
        Origin origin = payload.origin();
        if (origin == null) {
            BytesRef bytes = require(origins, doc);
            origin = OriginBytes.read(bytes.bytes, bytes.offset, bytes.length);
        }
        draft.reset(new RawRecord(payload.raw(), received(payload, created, doc), origin));
        if (payload.timeInColumn() && times.advanceExact(doc)) {
            draft.timestamp(Nanos.toInstant(times.longValue()));
        }
        if (!payload.id().isEmpty()) {
            draft.set(Event.ID, payload.id());
        }
        for (Column column : columns) {
            column.read(doc, payload, draft);
        }
        for (String name : payload.keptNames()) {
            draft.setAll(Field.of(name), payload.kept(name));
        }
        LogSourceBytes.read(require(logSources, doc)).forEach(draft::logSource);
        return draft.freeze().get(0);
    }

    /** When the record of a document was received; {@code created} is the column of that. */
    static Instant received(Payload payload, SortedNumericDocValues created, int doc) throws IOException {
        Instant received = payload.received();
        if (received != null) {
            return received;
        }
        if (!created.advanceExact(doc)) {
            throw new IllegalStateException("an event without the time of its receipt");
        }
        return Nanos.toInstant(created.nextValue());
    }

    private static BytesRef require(SortedDocValues values, int doc) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IllegalStateException("an event without its origin or log sources");
        }
        return values.lookupOrd(values.ordValue());
    }

    /** The payload of a document. */
    static Payload payload(StoredFields stored, int doc) throws IOException {
        PayloadVisitor visitor = new PayloadVisitor();
        stored.document(doc, visitor);
        return new Payload(visitor.bytes());
    }
}
