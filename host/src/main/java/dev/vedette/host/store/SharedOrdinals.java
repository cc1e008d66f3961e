package dev.vedette.host.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.OrdinalMap;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.packed.PackedInts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers for the values of a field that several segments share. Making them takes a pass over all dictionaries, too long
 * for a question to wait for: it is done beside, for those that come after. Those of the last few questions are kept; a
 * segment never changes. Thread-safe.
 */
final class SharedOrdinals {
    private static final Logger LOG = LoggerFactory.getLogger(SharedOrdinals.class);
    private static final int KEPT = 8;

    private final Executor beside;
    private boolean making; // one at a time
    private final Map<Key, OrdinalMap> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, OrdinalMap> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(String field, List<IndexReader.CacheKey> segments) {
        static Key of(String field, List<ValueCounts.SegmentCounts> segments) {
            return new Key(
                    field, segments.stream().map(ValueCounts.SegmentCounts::key).toList());
        }
    }

    SharedOrdinals() {
        this(task -> Thread.ofPlatform().name("shared-ordinals").daemon().start(task));
    }

    /** @param beside runs what a question does not wait for */
    SharedOrdinals(Executor beside) {
        this.beside = beside;
    }

    /** Those of exactly these segments; null if there are none yet. */
    synchronized @Nullable OrdinalMap known(String field, List<ValueCounts.SegmentCounts> segments) {
        return known.get(Key.of(field, segments));
    }

    /** Has them made, unless others are being made; the caller's readers may be closed meanwhile. */
    void make(String field, List<ValueCounts.SegmentCounts> segments) {
        synchronized (this) {
            if (making) {
                return;
            }
            making = true;
        }
        Key key = Key.of(field, segments);
        List<LeafReader> readers =
                segments.stream().map(ValueCounts.SegmentCounts::reader).toList();
        readers.forEach(LeafReader::incRef); // the caller has them open
        beside.execute(() -> {
            try {
                make(key, readers);
            } catch (IOException e) {
                LOG.warn(
                        "what questions for the most frequent values of a field share cannot be made ({})",
                        e.toString());
            } finally {
                done(readers);
            }
        });
    }

    private void make(Key key, List<LeafReader> readers) throws IOException {
        List<SortedSetDocValues> values = new ArrayList<>();
        for (LeafReader reader : readers) {
            values.add(DocValues.getSortedSet(reader, key.field));
        }
        OrdinalMap map = OrdinalMap.build(null, values.toArray(SortedSetDocValues[]::new), PackedInts.DEFAULT);
        synchronized (this) {
            known.put(key, map);
        }
    }

    private void done(List<LeafReader> readers) {
        synchronized (this) {
            making = false;
        }
        for (LeafReader reader : readers) {
            try {
                reader.decRef();
            } catch (IOException e) {
                LOG.debug("closing a segment", e);
            }
        }
    }
}
