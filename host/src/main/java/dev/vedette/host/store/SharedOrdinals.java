package dev.vedette.host.store;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.packed.PackedInts;

/**
 * Numbers for the values of a field that several segments share. Making them takes a pass over all dictionaries, so those
 * of the last few questions are kept; a segment never changes. Thread-safe.
 */
final class SharedOrdinals {
    private static final int KEPT = 8;

    private final Map<Key, OrdinalMap> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, OrdinalMap> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String field, List<IndexReader.CacheKey> segments) {}

    synchronized OrdinalMap of(String field, List<ValueCounts.SegmentCounts> segments) throws IOException {
        Key key = new Key(
                field, segments.stream().map(ValueCounts.SegmentCounts::key).toList());
        OrdinalMap map = known.get(key);
        if (map == null) {
            SortedSetDocValues[] values =
                    segments.stream().map(ValueCounts.SegmentCounts::values).toArray(SortedSetDocValues[]::new);
            map = OrdinalMap.build(null, values, PackedInts.DEFAULT);
            known.put(key, map);
        }
        return map;
    }
}
