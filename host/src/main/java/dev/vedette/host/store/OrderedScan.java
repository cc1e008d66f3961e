package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Merges the segments of all slices into one stream, newest first. A slice is opened when the stream reaches its end,
 * and closed when its last hit was taken: as they follow each other in time, few are open at once.
 */
final class OrderedScan {
    private final TimeSlices slices;
    private final Opening opening;
    private final Deque<Slice> waiting;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparingLong((Head head) -> head.hits.time()).reversed());
    private final List<OpenSlice> open = new ArrayList<>();
    private final ScanMeter meter;
    private final Predicate<Event> sink;
    private final SameTime moments;

    /** Opens a slice and says what is looked for in it. */
    interface Opening {
        @Nullable
        Held open(Slice slice) throws IOException;

        Query query(Slice slice, IndexSearcher searcher) throws IOException;
    }

    private record Head(OpenSlice slice, SegmentHits hits) {}

    /** A slice that the stream has reached. */
    private static final class OpenSlice {
        final Slice slice;
        final Held held;
        int left;

        OpenSlice(Slice slice, Held held) {
            this.slice = slice;
            this.held = held;
        }
    }

    OrderedScan(
            TimeSlices slices,
            List<Slice> all,
            Opening opening,
            @Nullable EventCursor after,
            ScanMeter meter,
            Predicate<Event> sink) {
        this.slices = slices;
        this.waiting = new ArrayDeque<>(all);
        this.opening = opening;
        this.meter = meter;
        this.sink = sink;
        this.moments = new SameTime(slices, after, this::take);
    }

    ScanEnd run() throws IOException {
        try {
            boolean more = true;
            while (more && openReached() && !heads.isEmpty()) {
                more = moment();
            }
            return meter.end();
        } finally {
            for (OpenSlice one : open) {
                one.held.release();
            }
        }
    }

    /** Opens every slice that may hold an event as new as the newest at hand. */
    private boolean openReached() throws IOException {
        while (!waiting.isEmpty()) {
            Head newest = heads.peek();
            Slice slice = waiting.getFirst();
            if (newest != null
                    && Nanos.of(slice.name().end()) <= newest.hits.time()
                    && !slice.name().odd()) {
                return true;
            }
            waiting.removeFirst();
            if (!slices.guarded(slice, true, this::open)) {
                return false;
            }
        }
        closeFinished();
        return true;
    }

    private boolean open(Slice slice) throws IOException {
        Held held = opening.open(slice);
        if (held == null) {
            meter.sliceDone();
            return true;
        }
        OpenSlice opened = new OpenSlice(slice, held);
        open.add(opened);
        return heads(opened);
    }

    private boolean heads(OpenSlice opened) throws IOException {
        IndexSearcher searcher = opened.held.searcher();
        Query query = opening.query(opened.slice, searcher);
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        meter.opened(searcher.getIndexReader().maxDoc());
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            SegmentHits hits = new SegmentHits(segment, weight);
            opened.left++;
            if (!advance(new Head(opened, hits))) {
                return false;
            }
        }
        return true;
    }

    /** Goes to a segment's next hit, which brings it back among the heads; false when nobody waits any more. */
    private boolean advance(Head head) throws IOException {
        SegmentHits hits = head.hits;
        while (hits.look()) {
            boolean hit = hits.step();
            int looked = hits.newlyLooked();
            if (looked > 0 && !meter.looked(looked)) {
                return false;
            }
            if (hit) {
                heads.add(head);
                return true;
            }
        }
        head.slice.left--;
        return true;
    }

    private void closeFinished() throws IOException {
        for (OpenSlice one : List.copyOf(open)) {
            if (one.left == 0) {
                open.remove(one);
                one.held.release();
                meter.sliceDone();
            }
        }
    }

    /** Hands over all events of the newest moment at hand; false when no more are wanted. */
    private boolean moment() throws IOException {
        long time = heads.element().hits.time();
        List<Hit> hits = new ArrayList<>();
        while (!heads.isEmpty() && heads.element().hits.time() == time) {
            Head head = heads.remove();
            hits.add(new Hit(head.slice.slice, head.hits, head.hits.doc()));
            if (!slices.guarded(head.slice.slice, true, slice -> advance(head))) {
                return false;
            }
        }
        boolean more = moments.hand(hits);
        closeFinished();
        return more;
    }

    private boolean take(Event event) {
        if (!meter.found()) {
            return false;
        }
        if (!sink.test(event)) {
            meter.enough();
            return false;
        }
        return true;
    }
}
