package dev.vedette.host.store;

import dev.vedette.api.event.Field;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/** Reads columns of all hits, slice by slice, in the order in which they lie there. */
final class Sweep {
    private final List<Field> columns;
    private final ColumnSink sink;
    private final ScanMeter meter;

    Sweep(List<Field> columns, ColumnSink sink, ScanMeter meter) {
        this.columns = columns;
        this.sink = sink;
        this.meter = meter;
    }

    /** Whether to go on with the next slice. */
    boolean slice(IndexSearcher searcher, Query query) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        meter.opened(searcher.getIndexReader().maxDoc());
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            if (!segment(new SegmentHits(segment, weight))) {
                return false;
            }
        }
        return true;
    }

    private boolean segment(SegmentHits hits) throws IOException {
        ColumnReader reader = new ColumnReader(hits.segment(), columns);
        while (hits.look()) {
            while (hits.step()) {
                if (!meter.found()) {
                    return false;
                }
                if (!sink.take(reader.read(hits.doc()))) {
                    meter.enough();
                    return false;
                }
            }
            if (!meter.looked(hits.newlyLooked())) {
                return false;
            }
        }
        return true;
    }
}
