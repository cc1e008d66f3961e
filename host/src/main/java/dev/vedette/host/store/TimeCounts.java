package dev.vedette.host.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/** Counts hits per stretch of time. Neighbours in a slice are neighbours in time, so the map is seldom asked. */
final class TimeCounts implements Collector, CollectorManager<TimeCounts, Map<Long, Long>> {
    private final long bucket;
    private final Map<Long, Long> counts = new HashMap<>();

    TimeCounts(Duration bucket) {
        if (bucket.isNegative() || bucket.isZero()) {
            throw new IllegalArgumentException("a bucket is longer than nothing, not " + bucket);
        }
        this.bucket = bucket.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : bucket.toNanos();
    }

    /** By the nanosecond at which a stretch begins. */
    Map<Long, Long> counts() {
        return counts;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        NumericDocValues times = DocValues.getNumeric(context.reader(), Names.TIME);
        return new LeafCollector() {
            private long start = 1;
            private long count;

            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int doc) throws IOException {
                long time = times.advanceExact(doc) ? times.longValue() : 0;
                if (count == 0 || time < start || time - start >= bucket) {
                    finish();
                    start = Math.max(Long.MIN_VALUE + bucket, time) - Math.floorMod(time, bucket);
                }
                count++;
            }

            @Override
            public void finish() {
                if (count > 0) {
                    counts.merge(start, count, Long::sum);
                }
                count = 0;
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public TimeCounts newCollector() {
        return this;
    }

    @Override
    public Map<Long, Long> reduce(Collection<TimeCounts> collectors) {
        return counts;
    }
}
