package dev.vedette.host.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The records of a commit, found by their ids; remembers which documents were asked for. */
final class IndexedRecords {
    /** One segment. */
    private static final class Part {
        private final LeafReader reader;
        private final @Nullable TermsEnum ids;
        private final FixedBitSet visited;
        private @Nullable PostingsEnum postings;
        private @Nullable StoredRecords records;
        private int last = -1;

        Part(LeafReader reader) throws IOException {
            this.reader = reader;
            Terms terms = reader.terms(Names.ID);
            this.ids = terms == null ? null : terms.iterator();
            this.visited = new FixedBitSet(Math.max(1, reader.maxDoc()));
        }

        boolean isLive(int doc) {
            Bits live = reader.getLiveDocs();
            return live == null || live.get(doc);
        }

        List<ChainRecord> read(int doc) throws IOException {
            StoredRecords there = records;
            if (there == null || doc < last) {
                there = new StoredRecords(reader);
                records = there;
            }
            last = doc;
            return there.of(doc);
        }
    }

    /**
     * Where a record is.
     *
     * @param index which of those that were asked for
     */
    record Place(int segment, int doc, int index) implements Comparable<Place> {
        @Override
        public int compareTo(Place that) {
            return segment != that.segment ? Integer.compare(segment, that.segment) : Integer.compare(doc, that.doc);
        }
    }

    /** A record that is there. */
    record Found(ChainRecord record, Instant time) {}

    private final List<Part> parts = new ArrayList<>();
    private long unvisitedCount;

    IndexedRecords(DirectoryReader reader) throws IOException {
        for (LeafReaderContext segment : reader.leaves()) {
            parts.add(new Part(segment.reader()));
        }
    }

    /** Where the record with an id is that nobody asked for yet. */
    @Nullable
    Place find(EventId id, int index) throws IOException {
        BytesRef text = new BytesRef(id.toString());
        for (int segment = parts.size() - 1; segment >= 0; segment--) {
            Part part = parts.get(segment);
            TermsEnum ids = part.ids;
            if (ids == null || !ids.seekExact(text)) {
                continue;
            }
            PostingsEnum docs = ids.postings(part.postings, PostingsEnum.NONE);
            part.postings = docs;
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if (part.isLive(doc) && !part.visited.get(doc)) {
                    part.visited.set(doc);
                    return new Place(segment, doc, index);
                }
            }
        }
        return null;
    }

    /** Reads a record; places are asked for in their order. Null if another one is there. */
    @Nullable
    Found read(Place place, EventId id) throws IOException {
        Part part = parts.get(place.segment());
        for (ChainRecord record : part.read(place.doc())) {
            if (record.id().equals(id)) {
                return new Found(record, time(part, place.doc()));
            }
        }
        return null;
    }

    private static Instant time(Part part, int doc) throws IOException {
        NumericDocValues times = part.reader.getNumericDocValues(Names.TIME);
        return times != null && times.advanceExact(doc) ? Nanos.toInstant(times.longValue()) : Instant.EPOCH;
    }

    /** What is there and was not asked for, up to a limit. */
    List<Found> unvisited(long limit) throws IOException {
        List<Found> found = new ArrayList<>();
        unvisitedCount = 0;
        for (Part part : parts) {
            BitSet visited = part.visited;
            for (int doc = 0; doc < part.reader.maxDoc(); doc++) {
                if (!visited.get(doc) && part.isLive(doc)) {
                    unvisitedCount++;
                    if (found.size() < limit) {
                        found.add(new Found(part.read(doc).getFirst(), time(part, doc)));
                    }
                }
            }
        }
        return found;
    }

    /** How many {@link #unvisited} found, those beyond its limit too. */
    long unvisitedCount() {
        return unvisitedCount;
    }
}
