package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Counts in how many hits each value of a field occurs. */
final class ValueCounts implements Collector, CollectorManager<ValueCounts, Integer> {
    private final Field field;
    private final FieldLayout layout;
    private final Map<Object, Long> counts = new HashMap<>();

    ValueCounts(Field field) {
        this.field = field;
        this.layout = FieldLayout.of(field);
    }

    /** The most frequent values; of equally frequent ones those first that come first by their text. */
    List<TermCount> top(int n) {
        return counts.entrySet().stream()
                .map(entry -> new TermCount(entry.getKey().toString(), entry.getValue()))
                .sorted(Comparator.comparingLong(TermCount::count).reversed().thenComparing(TermCount::value))
                .limit(n)
                .toList();
    }

    /** Takes note of one hit's values. */
    @FunctionalInterface
    private interface Counting {
        void count(int doc) throws IOException;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        LeafReader segment = context.reader();
        boolean stored = layout == FieldLayout.ID || segment.docFreq(new Term(Names.KEPT, field.name())) > 0;
        SetCounts set = setOf(segment);
        Counting column = set != null ? set : numbers(segment);
        Counting kept = stored ? kept(segment) : doc -> {};
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) throws IOException {
                column.count(doc);
                kept.count(doc);
            }

            @Override
            public void finish() throws IOException {
                if (set != null) {
                    set.finish(counts);
                }
            }
        };
    }

    private @Nullable SetCounts setOf(LeafReader segment) throws IOException {
        return switch (layout) {
            case PIVOT, COLUMN, ADDRESS ->
                new SetCounts(DocValues.getSortedSet(segment, field.name()), new BytesRef(), this::decode);
            case KEYED ->
                new SetCounts(
                        DocValues.getSortedSet(segment, Names.KEYED),
                        Keyed.prefix(field),
                        bytes -> Keyed.value(bytes, Keyed.nameLength(bytes)));
            default -> null;
        };
    }

    private Object decode(BytesRef bytes) {
        return layout == FieldLayout.ADDRESS ? IpAddress.ofBytes(bytes.bytes, bytes.offset, 16) : bytes.utf8ToString();
    }

    private Counting numbers(LeafReader segment) throws IOException {
        if (layout == FieldLayout.TIME) {
            NumericDocValues times = DocValues.getNumeric(segment, Names.TIME);
            return doc -> {
                if (times.advanceExact(doc)) {
                    counts.merge(Nanos.toInstant(times.longValue()), 1L, Long::sum);
                }
            };
        }
        if (layout == FieldLayout.ID || layout == FieldLayout.PAYLOAD) {
            return doc -> {};
        }
        SortedNumericDocValues values = DocValues.getSortedNumeric(segment, field.name());
        return doc -> {
            if (!values.advanceExact(doc)) {
                return;
            }
            long last = 0;
            for (int i = 0; i < values.docValueCount(); i++) {
                long value = values.nextValue();
                if (i == 0 || value != last) {
                    counts.merge(EventReader.decode(layout, value), 1L, Long::sum);
                }
                last = value;
            }
        };
    }

    private Counting kept(LeafReader segment) throws IOException {
        StoredFields stored = segment.storedFields();
        return doc -> {
            Payload payload = EventReader.payload(stored, doc);
            Set<Object> values = new HashSet<>(payload.kept(field.name()));
            if (field == Event.ID && !payload.id().isEmpty()) {
                values.add(payload.id());
            }
            values.forEach(value -> counts.merge(value, 1L, Long::sum));
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public ValueCounts newCollector() {
        return this;
    }

    @Override
    public Integer reduce(Collection<ValueCounts> collectors) {
        return counts.size();
    }

    /** Counts by the ordinals of one segment's dictionary, so that a value is read once. */
    private static final class SetCounts implements Counting {
        private final SortedSetDocValues values;
        private final long first;
        private final int[] counts;
        private final Function<BytesRef, Object> decode;

        SetCounts(SortedSetDocValues values, BytesRef prefix, Function<BytesRef, Object> decode) throws IOException {
            this.values = values;
            this.decode = decode;
            this.first = prefix.length == 0 ? 0 : ceiling(values, prefix);
            long end = prefix.length == 0 ? values.getValueCount() : ceiling(values, after(prefix));
            this.counts = new int[Math.toIntExact(end - first)];
        }

        private static BytesRef after(BytesRef prefix) {
            BytesRef after = BytesRef.deepCopyOf(prefix);
            after.bytes[after.offset + after.length - 1]++; // a zero byte becomes a one
            return after;
        }

        private static long ceiling(SortedSetDocValues values, BytesRef bytes) throws IOException {
            long found = values.lookupTerm(bytes);
            return found < 0 ? -found - 1 : found;
        }

        @Override
        public void count(int doc) throws IOException {
            if (!values.advanceExact(doc)) {
                return;
            }
            for (int left = values.docValueCount(); left > 0; left--) {
                long index = values.nextOrd() - first;
                if (index >= 0 && index < counts.length) {
                    counts[(int) index]++;
                }
            }
        }

        void finish(Map<Object, Long> into) throws IOException {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    into.merge(decode.apply(values.lookupOrd(first + i)), (long) counts[i], Long::sum);
                }
            }
        }
    }
}
