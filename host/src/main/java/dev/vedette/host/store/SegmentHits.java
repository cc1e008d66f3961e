package dev.vedette.host.store;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/**
 * The hits of one segment, newest first, found window by window: whoever takes them can stop between any two, and no
 * more than a window of numbers is in memory.
 */
final class SegmentHits {
    private static final int FIRST_WINDOW = 256;
    private static final int LAST_WINDOW = 1 << 15;

    private final LeafReader segment;
    private final @Nullable BulkScorer scorer;
    private final @Nullable Bits live;
    private final NumericDocValues times;
    private int[] docs = new int[FIRST_WINDOW];
    private int found;
    private int at = -1;
    private long time;
    private int window = FIRST_WINDOW;
    private int next;
    private int looked;
    private @Nullable EventReader reader;

    SegmentHits(LeafReaderContext context, Weight weight) throws IOException {
        segment = context.reader();
        scorer = weight.bulkScorer(context);
        live = segment.getLiveDocs();
        times = DocValues.getNumeric(segment, Names.TIME);
        next = scorer == null ? DocIdSetIterator.NO_MORE_DOCS : 0;
    }

    LeafReader segment() {
        return segment;
    }

    /** The current hit. */
    int doc() {
        return docs[at];
    }

    /** When the current hit happened, in nanoseconds. */
    long time() {
        return time;
    }

    /** How many documents were looked at since this was asked last. */
    int newlyLooked() {
        int reached = Math.min(next, segment.maxDoc());
        int more = reached - looked;
        looked = reached;
        return more;
    }

    /** Whether the next step looks through documents, which takes a while. */
    boolean mustLook() {
        return at + 1 >= found;
    }

    /** Looks through one more window if all hits of the last one were taken; false when there are no more windows. */
    boolean look() throws IOException {
        if (!mustLook()) {
            return true;
        }
        BulkScorer open = scorer;
        if (open == null || next >= segment.maxDoc()) {
            return false;
        }
        found = 0;
        at = -1;
        int end = (int) Math.min(segment.maxDoc(), (long) next + window);
        next = Math.max(end, open.score(new Collecting(), live, next, end));
        window = Math.min(LAST_WINDOW, window * 2);
        return true;
    }

    /** Goes to the next hit of the window; false if it has no more. */
    boolean step() throws IOException {
        if (at + 1 >= found) {
            return false;
        }
        at++;
        time = times.advanceExact(docs[at]) ? times.longValue() : 0;
        return true;
    }

    /** The event of the current hit, or of a later one; never one that lies before one that was read. */
    EventReader reader() throws IOException {
        EventReader open = reader;
        if (open == null) {
            open = new EventReader(segment);
            reader = open;
        }
        return open;
    }

    private final class Collecting implements LeafCollector {
        @Override
        public void setScorer(Scorable scorable) {}

        @Override
        public void collect(int doc) {
            if (found == docs.length) {
                docs = Arrays.copyOf(docs, found * 2);
            }
            docs[found++] = doc;
        }
    }
}
