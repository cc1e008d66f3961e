package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Rebuilds the events of hits: segment by segment, in the order in which they lie there. */
final class EventLoader {
    private EventLoader() {}

    /** The events of hits, in the order of the hits. */
    static List<Event> load(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
        Integer[] order = new Integer[hits.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> hits[i].doc));
        Event[] events = new Event[hits.length];
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        int segment = -1;
        EventReader reader = null;
        for (int i : order) {
            int of = ReaderUtil.subIndex(hits[i].doc, segments);
            if (reader == null || of != segment) {
                reader = new EventReader(segments.get(of).reader());
                segment = of;
            }
            events[i] = reader.read(hits[i].doc - segments.get(of).docBase);
        }
        return Arrays.asList(events);
    }
}
