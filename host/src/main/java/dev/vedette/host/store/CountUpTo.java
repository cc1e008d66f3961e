package dev.vedette.host.store;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts hits and stops at a limit. */
final class CountUpTo implements Collector {
    private final long limit;
    private long count;

    private CountUpTo(long limit) {
        this.limit = limit;
    }

    /** How many there are, {@code limit} at most. */
    static long count(IndexSearcher searcher, Query query, long limit) throws IOException {
        return searcher.search(query, new CollectorManager<CountUpTo, Long>() {
            @Override
            public CountUpTo newCollector() {
                return new CountUpTo(limit);
            }

            @Override
            public Long reduce(Collection<CountUpTo> collectors) {
                return collectors.stream().mapToLong(one -> one.count).sum();
            }
        });
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) {
        if (count >= limit) {
            throw new CollectionTerminatedException();
        }
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) {
                if (++count >= limit) {
                    throw new CollectionTerminatedException();
                }
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
