package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedDocValues;
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
import org.apache.lucene.util.LongValues;
import org.jspecify.annotations.Nullable;

/**
 * Counts in how many hits each value of a field occurs. A value is never read to count it: where many different ones
 * occur in a segment, only those are read in the end that may be among the most frequent.
 */
final class ValueCounts implements Collector, CollectorManager<ValueCounts, Integer> {
    /** With so few different values, or in so small a segment, it is cheaper to read them all. */
    private static final int FEW_VALUES = 2_048;

    private static final int SMALL_SEGMENT = 32_768;

    private final int fewValues;
    private final int smallSegment;
    private final int mostLookups;
    private final Field field;
    private final FieldLayout layout;
    private final Map<Object, Long> counts = new HashMap<>();
    private final List<SegmentCounts> large = new ArrayList<>();

    ValueCounts(Field field) {
        this(field, FEW_VALUES, SMALL_SEGMENT, FrequentValues.MOST_LOOKUPS);
    }

    ValueCounts(Field field, int fewValues, int smallSegment, int mostLookups) {
        this.fewValues = fewValues;
        this.smallSegment = smallSegment;
        this.mostLookups = mostLookups;
        this.field = field;
        this.layout = FieldLayout.of(field);
    }

    /**
     * The most frequent values; of equally frequent ones those first that come first by their text. The searchers that
     * were collected from are still open.
     */
    List<TermCount> top(int n, SharedOrdinals ordinals) throws IOException {
        if (!large.isEmpty() && n > 0) {
            addLarge(n, ordinals);
        }
        return counts.entrySet().stream()
                .map(entry -> new TermCount(entry.getKey().toString(), entry.getValue()))
                .sorted(Comparator.comparingLong(TermCount::count).reversed().thenComparing(TermCount::value))
                .limit(n)
                .toList();
    }

    /** Adds to {@link #counts} every value of the large segments that may be among the first {@code n}. */
    private void addLarge(int n, SharedOrdinals ordinals) throws IOException {
        OrdinalMap map = ordinals.known(field.name(), large);
        if (map != null) {
            addCandidates(n, map);
        } else if (!new FrequentValues(large, counts, this::decode, mostLookups).add(n)) {
            ordinals.make(field.name(), large); // for the next question
            for (SegmentCounts segment : large) {
                for (int i = 0; i < segment.counts.length; i++) {
                    if (segment.counts[i] > 0) {
                        counts.merge(decode(segment.values.lookupOrd(i)), (long) segment.counts[i], Long::sum);
                    }
                }
            }
        }
    }

    /**
     * If n values have at least m hits in the large segments, and no value has more than k elsewhere, then one with less
     * than m - k there has less than m in all and is not among the first n.
     */
    private void addCandidates(int n, OrdinalMap map) throws IOException {
        long[] all = new long[Math.toIntExact(map.getValueCount())];
        for (int s = 0; s < large.size(); s++) {
            large.get(s).addTo(all, map.getGlobalOrds(s));
        }
        long elsewhere =
                counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long least = Math.max(1, nthLargest(all, n) - elsewhere);
        for (int i = 0; i < all.length; i++) {
            if (all[i] >= least) {
                SortedSetDocValues values =
                        large.get(map.getFirstSegmentNumber(i)).values();
                counts.merge(decode(values.lookupOrd(map.getFirstSegmentOrd(i))), all[i], Long::sum);
            }
        }
    }

    /** The n-th largest number; 0 if there are fewer. */
    static long nthLargest(long[] numbers, int n) {
        PriorityQueue<Long> largest = new PriorityQueue<>();
        long threshold = 0;
        for (long number : numbers) {
            if (number > threshold) {
                largest.add(number);
                if (largest.size() > n) {
                    largest.remove();
                }
                threshold = largest.size() < n ? 0 : largest.element();
            }
        }
        return threshold;
    }

    /** How often each ordinal of a large segment's dictionary occurs in the hits. */
    record SegmentCounts(LeafReader reader, IndexReader.CacheKey key, SortedSetDocValues values, int[] counts) {
        private void addTo(long[] all, LongValues shared) {
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    all[(int) shared.get(i)] += counts[i];
                }
            }
        }
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
        if (set != null && !stored) {
            return collector(segment, set);
        }
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

    private LeafCollector collector(LeafReader segment, SetCounts set) {
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) throws IOException {
                set.count(doc);
            }

            @Override
            public void collectRange(int min, int max) throws IOException {
                set.countRange(min, max);
            }

            @Override
            public void finish() throws IOException {
                boolean many =
                        layout != FieldLayout.KEYED && segment.maxDoc() > smallSegment && set.different() > fewValues;
                IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
                if (many && helper != null) {
                    large.add(new SegmentCounts(
                            segment, helper.getKey(), DocValues.getSortedSet(segment, field.name()), set.counts));
                } else {
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

    /** What the dictionary of a large segment says for a value. */
    static BytesRef encode(Object value) {
        Bytes bytes = new Bytes();
        if (value instanceof IpAddress address) {
            TypedValue.addAddress(bytes, address);
        } else {
            bytes.addText(value.toString());
        }
        return bytes.since(0);
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
        private final @Nullable SortedDocValues single;
        private final long first;
        private final int[] counts;
        private final Function<BytesRef, Object> decode;

        SetCounts(SortedSetDocValues values, BytesRef prefix, Function<BytesRef, Object> decode) throws IOException {
            this.values = values;
            this.single = DocValues.unwrapSingleton(values);
            this.decode = decode;
            this.first = prefix.length == 0 ? 0 : Keyed.ceiling(values, prefix);
            long end = prefix.length == 0 ? values.getValueCount() : Keyed.ceiling(values, Keyed.after(prefix));
            this.counts = new int[Math.toIntExact(end - first)];
        }

        @Override
        public void count(int doc) throws IOException {
            if (single != null) {
                if (single.advanceExact(doc)) {
                    add(single.ordValue());
                }
            } else if (values.advanceExact(doc)) {
                addAll();
            }
        }

        /** Counts all documents of a stretch. */
        void countRange(int min, int max) throws IOException {
            if (single != null) {
                int doc = single.docID() < min ? single.advance(min) : single.docID();
                for (; doc < max; doc = single.nextDoc()) {
                    add(single.ordValue());
                }
            } else {
                int doc = values.docID() < min ? values.advance(min) : values.docID();
                for (; doc < max; doc = values.nextDoc()) {
                    addAll();
                }
            }
        }

        private void addAll() throws IOException {
            for (int left = values.docValueCount(); left > 0; left--) {
                add(values.nextOrd());
            }
        }

        private void add(long ordinal) {
            long index = ordinal - first;
            if (index >= 0 && index < counts.length) {
                counts[(int) index]++;
            }
        }

        /** How many different values occurred. */
        int different() {
            int different = 0;
            for (int count : counts) {
                different += count > 0 ? 1 : 0;
            }
            return different;
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
