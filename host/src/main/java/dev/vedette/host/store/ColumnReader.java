package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads single fields of one segment's events, documents ascending. A list comes as its members sorted and once each;
 * the payload is opened only for what no column holds.
 */
final class ColumnReader {
    private static final int MAX_CACHED = 1 << 16;

    private final StoredFields stored;
    private final Column[] columns;
    private int payloadOf = -1;
    private @Nullable Payload payload;

    /** One field's values of a document: null, a value, or a list. */
    @FunctionalInterface
    private interface Column {
        @Nullable
        Object read(int doc) throws IOException;
    }

    ColumnReader(LeafReader segment, List<Field> fields) throws IOException {
        stored = segment.storedFields();
        columns = new Column[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(segment, fields.get(i));
        }
    }

    @Nullable
    Object[] read(int doc) throws IOException {
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].read(doc);
        }
        return values;
    }

    private Payload payload(int doc) throws IOException {
        Payload open = payload;
        if (open == null || payloadOf != doc) {
            open = EventReader.payload(stored, doc);
            payload = open;
            payloadOf = doc;
        }
        return open;
    }

    private Column column(LeafReader segment, Field field) throws IOException {
        if (field == SearchPlan.RAW) {
            return doc -> payload(doc).text();
        }
        Column inColumn = inColumn(segment, field);
        if (segment.docFreq(new Term(Names.KEPT, field.name())) == 0) {
            return inColumn;
        }
        Column kept = doc -> of(payload(doc).kept(field.name()));
        return field == Event.TIMESTAMP ? firstOf(kept, inColumn) : firstOf(inColumn, kept);
    }

    private static Column firstOf(Column one, Column other) {
        return doc -> {
            Object value = one.read(doc);
            return value != null ? value : other.read(doc);
        };
    }

    private Column inColumn(LeafReader segment, Field field) throws IOException {
        FieldLayout layout = FieldLayout.of(field);
        return switch (layout) {
            case TIME -> time(segment);
            case ID ->
                doc -> {
                    String id = payload(doc).id();
                    return id.isEmpty() ? null : id;
                };
            case PAYLOAD -> doc -> null;
            case PIVOT, COLUMN -> set(segment, field.name(), BytesRef::utf8ToString);
            case ADDRESS -> set(segment, field.name(), bytes -> IpAddress.ofBytes(bytes.bytes, bytes.offset, 16));
            case KEYED -> keyed(segment, field);
            default -> numbers(segment, field, layout);
        };
    }

    private static Column time(LeafReader segment) throws IOException {
        NumericDocValues times = DocValues.getNumeric(segment, Names.TIME);
        return doc -> times.advanceExact(doc) ? Nanos.toInstant(times.longValue()) : null;
    }

    private static Column numbers(LeafReader segment, Field field, FieldLayout layout) throws IOException {
        SortedNumericDocValues values = DocValues.getSortedNumeric(segment, field.name());
        return doc -> {
            if (!values.advanceExact(doc)) {
                return null;
            }
            if (values.docValueCount() == 1) {
                return EventReader.decode(layout, values.nextValue());
            }
            List<Object> members = new ArrayList<>(values.docValueCount());
            for (int left = values.docValueCount(); left > 0; left--) {
                Object member = EventReader.decode(layout, values.nextValue());
                if (members.isEmpty() || !member.equals(members.get(members.size() - 1))) {
                    members.add(member);
                }
            }
            return of(members);
        };
    }

    /** Reads one entry of a dictionary. */
    @FunctionalInterface
    private interface Decoding {
        Object of(BytesRef bytes);
    }

    /** A dictionary whose entries are decoded once. */
    private static final class Dictionary {
        private final SortedSetDocValues values;
        private final long first;
        private final Decoding decoding;
        private final @Nullable Object[] cache;

        Dictionary(SortedSetDocValues values, long first, long end, Decoding decoding) {
            this.values = values;
            this.first = first;
            this.decoding = decoding;
            this.cache = new @Nullable Object[(int) Math.min(MAX_CACHED, end - first)];
        }

        Object entry(long ord) throws IOException {
            int index = (int) Math.min(Integer.MAX_VALUE, ord - first);
            Object known = index < cache.length ? cache[index] : null;
            if (known == null) {
                known = decoding.of(values.lookupOrd(ord));
                if (index < cache.length) {
                    cache[index] = known;
                }
            }
            return known;
        }
    }

    private static Column set(LeafReader segment, String name, Decoding decoding) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(segment, name);
        return set(values, 0, values.getValueCount(), decoding);
    }

    private static Column keyed(LeafReader segment, Field field) throws IOException {
        SortedSetDocValues values = DocValues.getSortedSet(segment, Names.KEYED);
        BytesRef prefix = Keyed.prefix(field);
        long first = Keyed.ceiling(values, prefix);
        long end = Keyed.ceiling(values, Keyed.after(prefix));
        return set(values, first, end, bytes -> Keyed.value(bytes, Keyed.nameLength(bytes)));
    }

    private static Column set(SortedSetDocValues values, long first, long end, Decoding decoding) {
        Dictionary dictionary = new Dictionary(values, first, end, decoding);
        if (first >= end) {
            return doc -> null;
        }
        return doc -> {
            if (!values.advanceExact(doc)) {
                return null;
            }
            Object one = null;
            List<Object> several = null;
            for (int left = values.docValueCount(); left > 0; left--) {
                long ord = values.nextOrd();
                if (ord < first || ord >= end) {
                    continue;
                }
                Object entry = dictionary.entry(ord);
                if (one == null) {
                    one = entry;
                } else {
                    several = several == null ? new ArrayList<>(List.of(one)) : several;
                    several.add(entry);
                }
            }
            return several != null ? several : one;
        };
    }

    private static @Nullable Object of(List<Object> values) {
        return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : values;
    }
}
