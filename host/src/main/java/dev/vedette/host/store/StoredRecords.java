package dev.vedette.host.store;

import dev.vedette.api.event.HostFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** The records of a segment as the chain hashes them; documents are asked for in ascending order. */
final class StoredRecords {
    private final RecordHash hash = new RecordHash();
    private final StoredFields stored;
    private final NumericDocValues times;
    private final SortedNumericDocValues created;

    StoredRecords(LeafReader segment) throws IOException {
        stored = segment.storedFields();
        times = DocValues.getNumeric(segment, Names.TIME);
        created = DocValues.getSortedNumeric(segment, HostFields.RECEIVED.name());
    }

    /** The records of every document that a query finds. */
    static List<ChainRecord> found(IndexSearcher searcher, Query query) throws IOException {
        List<ChainRecord> found = new ArrayList<>();
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(segment);
            if (scorer == null) {
                continue;
            }
            StoredRecords records = new StoredRecords(segment.reader());
            DocIdSetIterator docs = scorer.iterator();
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if (segment.reader().getLiveDocs() == null
                        || segment.reader().getLiveDocs().get(doc)) {
                    found.addAll(records.of(doc));
                }
            }
        }
        return found;
    }

    /** The records of a document. */
    List<ChainRecord> of(int doc) throws IOException {
        Payload payload = EventReader.payload(stored, doc);
        if (!times.advanceExact(doc)) {
            throw new IllegalStateException("an event without its time");
        }
        byte[] leaf =
                hash.leaf(payload.id(), times.longValue(), EventReader.received(payload, created, doc), payload.raw());
        return List.of(ChainRecord.of(payload.id(), false, leaf));
    }
}
