package dev.vedette.host.ingest;

import dev.vedette.api.event.RawRecord;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link ReceiverStatistics}. Thread-safe. */
final class ReceiverCounters {
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    void taken(RawRecord record) {
        records.increment();
        bytes.add(record.bytes().length);
    }

    void dropped(long count) {
        dropped.add(count);
    }

    /** Counts and says whether this one is worth a line in the log: the 1st, 2nd, 4th, 8th... of its kind. */
    boolean cut() {
        return rare(cut.incrementAndGet());
    }

    boolean broken() {
        return rare(broken.incrementAndGet());
    }

    boolean refused() {
        return rare(refused.incrementAndGet());
    }

    private static boolean rare(long count) {
        return Long.bitCount(count) == 1;
    }

    long opened() {
        return connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }

    ReceiverStatistics snapshot() {
        return new ReceiverStatistics(
                records.sum(), bytes.sum(), dropped.sum(), cut.get(), broken.get(), connections.get(), refused.get());
    }
}
