package dev.vedette.host.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Knows below which journal position every record has reached its end, so that a restart need not look at them again.
 * Records come in the order of their positions and end in any order. Thread-safe.
 */
final class Watermark {
    private final TreeMap<Long, Batch> open = new TreeMap<>(); // by first position
    private long next;

    Watermark(long start) {
        this.next = start;
    }

    private static final class Batch {
        long unsettled;

        Batch(long unsettled) {
            this.unsettled = unsettled;
        }
    }

    /**
     * A batch came from the journal.
     *
     * @param first position of its first record
     * @param after a position above its last record
     */
    synchronized void began(long first, long after, int records) {
        open.put(first, new Batch(records));
        next = Math.max(next, after);
    }

    /** The record at this position reached its end. */
    synchronized void settled(long position) {
        Map.Entry<Long, Batch> entry = open.floorEntry(position);
        if (entry == null) {
            throw new IllegalStateException("the record at " + position + " ended twice, or never came");
        }
        if (--entry.getValue().unsettled == 0) {
            open.remove(entry.getKey());
            notifyAll();
        }
    }

    /** A position above every record that came. */
    synchronized long next() {
        return next;
    }

    /** Waits a while for everything below a position to reach its end, and says below which everything has. */
    synchronized long await(long position, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); position() < position && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return position();
    }

    /** Everything below this position has reached its end. */
    synchronized long position() {
        return open.isEmpty() ? next : open.firstKey();
    }
}
