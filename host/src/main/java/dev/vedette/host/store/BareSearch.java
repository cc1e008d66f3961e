package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.LongValues;

/**
 * The yardstick of searches: the questions that analysts ask, put to the store's own indexes with nothing but Lucene, the
 * way its documentation says. It reads the last commit and never refreshes. Like {@link BareLucene} it measures nothing
 * itself and is frozen.
 */
public final class BareSearch implements AutoCloseable {
    private final IndexReader reader;
    private final IndexSearcher searcher;
    private final Map<String, MultiDocValues.MultiSortedSetDocValues> dictionaries = new HashMap<>();

    private BareSearch(IndexReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    /** Opens all indexes below a store's folder. */
    public static BareSearch open(Path store) throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(store)) {
            folders = files.filter(file -> file.getFileName().toString().startsWith("segments_"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        List<IndexReader> readers = new ArrayList<>();
        for (Path folder : folders) {
            readers.add(DirectoryReader.open(FSDirectory.open(folder)));
        }
        return new BareSearch(new MultiReader(readers.toArray(IndexReader[]::new), true));
    }

    /** The newest with a term in a stretch of time, all their values read; how many. */
    public int last(Field field, String term, Instant from, Instant to, int count) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(field.name(), term)), BooleanClause.Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowRangeQuery(Names.TIME, Nanos.of(from), Nanos.of(to) - 1),
                        BooleanClause.Occur.FILTER)
                .build();
        return page(query, count);
    }

    /** The newest whose value begins so, all their values read; how many. */
    public int prefix(Field field, String prefix, int count) throws IOException {
        return page(new PrefixQuery(new Term(field.name(), prefix)), count);
    }

    /** The newest whose value holds this, all their values read; how many. */
    public int infix(Field field, String part, int count) throws IOException {
        return page(new WildcardQuery(new Term(field.name(), "*" + part + "*")), count);
    }

    private int page(Query query, int count) throws IOException {
        TopFieldDocs top = searcher.search(
                query, new TopFieldCollectorManager(Slice.NEWEST, count, null, SearchResult.EXACT_UP_TO));
        ScoreDoc[] hits = top.scoreDocs.clone();
        Arrays.sort(hits, Comparator.comparingInt(hit -> hit.doc));
        int at = 0;
        while (at < hits.length) {
            LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hits[at].doc, reader.leaves()));
            int end = at;
            while (end < hits.length
                    && hits[end].doc < leaf.docBase + leaf.reader().maxDoc()) {
                end++;
            }
            read(leaf, hits, at, end);
            at = end;
        }
        return hits.length;
    }

    private static void read(LeafReaderContext leaf, ScoreDoc[] hits, int from, int to) throws IOException {
        LeafReader segment = leaf.reader();
        StoredFields stored = segment.storedFields();
        List<Map<String, Object>> documents = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, Object> document = new HashMap<>();
            stored.document(hits[i].doc - leaf.docBase)
                    .forEach(field -> document.put(
                            field.name(), field.binaryValue() == null ? field.stringValue() : field.binaryValue()));
            documents.add(document);
        }
        for (FieldInfo info : segment.getFieldInfos()) {
            switch (info.getDocValuesType()) {
                case SORTED_SET -> {
                    SortedSetDocValues values = DocValues.getSortedSet(segment, info.name);
                    for (int i = from; i < to; i++) {
                        if (values.advanceExact(hits[i].doc - leaf.docBase)) {
                            List<String> texts = new ArrayList<>(values.docValueCount());
                            for (int left = values.docValueCount(); left > 0; left--) {
                                BytesRef bytes = values.lookupOrd(values.nextOrd());
                                texts.add(new String(
                                        bytes.bytes,
                                        bytes.offset,
                                        bytes.length,
                                        java.nio.charset.StandardCharsets.UTF_8));
                            }
                            documents.get(i - from).put(info.name, texts);
                        }
                    }
                }
                case SORTED_NUMERIC -> {
                    SortedNumericDocValues values = DocValues.getSortedNumeric(segment, info.name);
                    for (int i = from; i < to; i++) {
                        if (values.advanceExact(hits[i].doc - leaf.docBase)) {
                            documents.get(i - from).put(info.name, values.nextValue());
                        }
                    }
                }
                default -> {}
            }
        }
    }

    /** How many in each stretch of a time. */
    public Map<Long, Long> histogram(Instant from, Instant to, Duration bucket) throws IOException {
        long nanos = bucket.toNanos();
        Map<Long, Long> counts = new TreeMap<>();
        Weight weight = searcher.createWeight(
                searcher.rewrite(NumericDocValuesField.newSlowRangeQuery(Names.TIME, Nanos.of(from), Nanos.of(to) - 1)),
                ScoreMode.COMPLETE_NO_SCORES,
                1);
        for (LeafReaderContext leaf : reader.leaves()) {
            var scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            NumericDocValues times = DocValues.getNumeric(leaf.reader(), Names.TIME);
            DocIdSetIterator hits = scorer.iterator();
            long stretch = Long.MIN_VALUE;
            long count = 0;
            for (int doc = hits.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = hits.nextDoc()) {
                long of = times.advanceExact(doc) ? Math.floorDiv(times.longValue(), nanos) : 0;
                if (of != stretch) {
                    if (count > 0) {
                        counts.merge(stretch * nanos, count, Long::sum);
                    }
                    stretch = of;
                    count = 0;
                }
                count++;
            }
            if (count > 0) {
                counts.merge(stretch * nanos, count, Long::sum);
            }
        }
        return counts;
    }

    /** The most frequent values of a keyword over everything, by ordinals that all segments share. */
    public List<TermCount> top(Field field, int n) throws IOException {
        MultiDocValues.MultiSortedSetDocValues all = dictionary(field.name());
        long[] counts = new long[Math.toIntExact(all.getValueCount())];
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), field.name());
            SortedDocValues single = DocValues.unwrapSingleton(values);
            int[] own = new int[Math.toIntExact(values.getValueCount())];
            if (single != null) {
                while (single.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    own[single.ordValue()]++;
                }
            } else {
                while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    for (int left = values.docValueCount(); left > 0; left--) {
                        own[(int) values.nextOrd()]++;
                    }
                }
            }
            LongValues shared = all.mapping.getGlobalOrds(leaf.ord);
            for (int i = 0; i < own.length; i++) {
                if (own[i] > 0) {
                    counts[(int) shared.get(i)] += own[i];
                }
            }
        }
        PriorityQueue<Integer> best = new PriorityQueue<>(
                Comparator.comparingLong((Integer i) -> counts[i]).thenComparing(Comparator.reverseOrder()));
        for (int i = 0; i < counts.length; i++) {
            if (best.size() < n) {
                best.add(i);
            } else if (counts[i] > counts[best.element()]) {
                best.remove();
                best.add(i);
            }
        }
        List<TermCount> top = new ArrayList<>();
        for (Integer i = best.poll(); i != null; i = best.poll()) {
            top.addFirst(new TermCount(all.lookupOrd(i).utf8ToString(), counts[i]));
        }
        return top;
    }

    private MultiDocValues.MultiSortedSetDocValues dictionary(String field) throws IOException {
        MultiDocValues.MultiSortedSetDocValues known = dictionaries.get(field);
        if (known == null) {
            if (!(MultiDocValues.getSortedSetValues(reader, field)
                    instanceof MultiDocValues.MultiSortedSetDocValues several)) {
                throw new IOException("the index has one segment only: index more events");
            }
            known = several;
            dictionaries.put(field, known);
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
