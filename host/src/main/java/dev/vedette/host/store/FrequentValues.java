package dev.vedette.host.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the most frequent values of segments whose dictionaries share no numbers. The most frequent ones of each segment,
 * looked up in the others, give a count m that n values have at least. Whatever has as many in all has at least m / k in
 * one of k segments: only those are read and looked up.
 */
final class FrequentValues {
    static final int MOST_LOOKUPS = 200_000;

    private final List<ValueCounts.SegmentCounts> segments;
    private final Map<Object, Long> elsewhere;
    private final Function<BytesRef, Object> decode;
    private final int mostLookups;
    private final Map<BytesRef, Long> found = new HashMap<>(); // counts in the segments

    /**
     * @param elsewhere counts beside those of the segments
     * @param mostLookups what takes more is not done
     */
    FrequentValues(
            List<ValueCounts.SegmentCounts> segments,
            Map<Object, Long> elsewhere,
            Function<BytesRef, Object> decode,
            int mostLookups) {
        this.segments = segments;
        this.elsewhere = elsewhere;
        this.decode = decode;
        this.mostLookups = mostLookups;
    }

    /**
     * Adds to the counts elsewhere what every value has in the segments that may be among the first n.
     *
     * @return false, and nothing is added, where so many values are about as frequent that this takes too long
     */
    boolean add(int n) throws IOException {
        if ((long) n * segments.size() * segments.size() > mostLookups) {
            return false;
        }
        for (ValueCounts.SegmentCounts segment : segments) {
            seed(segment, n);
        }
        long[] totals = found.entrySet().stream()
                .mapToLong(entry -> entry.getValue() + elsewhere.getOrDefault(decode.apply(entry.getKey()), 0L))
                .toArray();
        long atLeast = ValueCounts.nthLargest(totals, n);
        long share = Math.max(1, Math.ceilDiv(atLeast, segments.size() + 1));
        if (lookups(share) > mostLookups) {
            return false;
        }
        for (ValueCounts.SegmentCounts segment : segments) {
            for (int i = 0; i < segment.counts().length; i++) {
                if (segment.counts()[i] >= share) {
                    lookUp(segment.values().lookupOrd(i));
                }
            }
        }
        Set<Object> also = new HashSet<>();
        elsewhere.forEach((value, count) -> {
            if (count >= share) {
                also.add(value);
            }
        });
        for (Object value : also) {
            lookUp(ValueCounts.encode(value));
        }
        found.forEach((value, count) -> {
            if (count > 0) {
                elsewhere.merge(decode.apply(value), count, Long::sum);
            }
        });
        return true;
    }

    /** Looks up n values that no others of this segment exceed. */
    private void seed(ValueCounts.SegmentCounts segment, int n) throws IOException {
        int[] counts = segment.counts();
        long[] all = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            all[i] = counts[i];
        }
        long least = Math.max(1, ValueCounts.nthLargest(all, n));
        int left = n;
        for (int i = 0; i < counts.length && left > 0; i++) {
            if (counts[i] >= least) {
                lookUp(segment.values().lookupOrd(i));
                left--;
            }
        }
    }

    private long lookups(long share) {
        long values =
                elsewhere.values().stream().filter(count -> count >= share).count();
        for (ValueCounts.SegmentCounts segment : segments) {
            for (int count : segment.counts()) {
                values += count >= share ? 1 : 0;
            }
        }
        return values * segments.size();
    }

    private void lookUp(BytesRef value) throws IOException {
        if (found.containsKey(value)) {
            return;
        }
        BytesRef own = BytesRef.deepCopyOf(value);
        long count = 0;
        for (ValueCounts.SegmentCounts segment : segments) {
            long ordinal = segment.values().lookupTerm(own);
            count += ordinal < 0 ? 0 : segment.counts()[(int) ordinal];
        }
        found.put(own, count);
    }
}
