package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ReceiverStatistics}. Thread-safe. */
public final class ReceiverCounters {
    private static final int MAX_WARNED = 10_000;

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder cut = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final AtomicLong connections = new AtomicLong();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong brokenBeginnings = new AtomicLong();

    public void taken(RawRecord record) {
        records.increment();
        bytes.add(record.bytes().length);
    }

    public void dropped(long count) {
        dropped.add(count);
    }

    public void cut() {
        cut.increment();
    }

    public void broken() {
        broken.increment();
    }

    /** Counts a connection turned away, and says whether it is worth a line in the log: the 1st, 2nd, 4th, 8th... */
    public boolean refused() {
        return Long.bitCount(refused.incrementAndGet()) == 1;
    }

    /** Counts a connection that ended in its handshake, as broken; says whether it is worth a line in the log. */
    boolean brokenBeginning() {
        broken.increment();
        return Long.bitCount(brokenBeginnings.incrementAndGet()) == 1;
    }

    /** Whether this is the first trouble of its kind with a source, so that the log is warned once, not flooded. */
    public boolean firstOf(String kind, Origin origin) {
        return warned.size() < MAX_WARNED && warned.add(kind + " " + origin.source());
    }

    public long opened() {
        return connections.incrementAndGet();
    }

    public void closed() {
        connections.decrementAndGet();
    }

    public ReceiverStatistics snapshot() {
        return new ReceiverStatistics(
                records.sum(), bytes.sum(), dropped.sum(), cut.sum(), broken.sum(), connections.get(), refused.get());
    }
}
