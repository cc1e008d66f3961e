package dev.vedette.host.forward;

import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.journal.JournaledRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What waits to be sent, on disk. Many threads add, one reads. */
final class Spool implements AutoCloseable {
    private static final long SEGMENT = 4 << 20;
    private static final int QUEUE_RECORDS = 16_384;
    private static final long QUEUE_BYTES = 16 << 20;
    private static final long DISK_SECONDS = 2;

    private final Journal journal;
    private final long maxBytes;
    private volatile long sent;
    private volatile long written;
    private volatile @Nullable CompletableFuture<Void> last;

    /** Records that were read together, and the position behind them. */
    record Batch(List<RawRecord> records, long next) {}

    /**
     * @param maxBytes that wait, about
     * @param sent position below which everything was sent before
     */
    Spool(Path folder, long maxBytes, long sent, Clock clock) throws IOException {
        this.maxBytes = maxBytes;
        this.sent = sent;
        JournalSettings settings = new JournalSettings(
                SEGMENT,
                QUEUE_RECORDS,
                QUEUE_BYTES,
                4_096,
                2 * (maxBytes + QUEUE_BYTES) + 4 * SEGMENT, // its own limit is never met: this class keeps its
                sent,
                Duration.ofSeconds(1));
        this.journal = Journal.open(folder, settings, clock);
        this.written = journal.nextPosition();
        journal.consumer(records -> written = journal.nextPosition());
    }

    /**
     * Takes a record; false if there is no place for it. Never waits for the target.
     *
     * @param patient whether to wait for the disk a little
     */
    boolean add(RawRecord record, boolean patient) throws InterruptedException {
        if (waitingBytes() >= maxBytes) {
            return false;
        }
        boolean added = offer(record);
        for (long tries = 0; !added && patient && tries < DISK_SECONDS * 10; tries++) {
            CountDownLatch room = new CountDownLatch(1);
            journal.onRoom(room::countDown);
            room.await(100, TimeUnit.MILLISECONDS);
            added = offer(record);
        }
        return added;
    }

    /** One at a time, so that the last one offered is the last one noted. */
    private synchronized boolean offer(RawRecord record) {
        CompletableFuture<Void> durable = journal.offer(record);
        if (durable != null) {
            last = durable;
        }
        return durable != null;
    }

    /** Waits until everything that was added is on the disk. */
    void force() throws IOException, InterruptedException {
        CompletableFuture<Void> waiting = last;
        if (waiting != null) {
            try {
                waiting.get(DISK_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("what is to be forwarded cannot be written to the disk", e);
            }
        }
    }

    /** What comes next, without taking it away. */
    Batch read(int records, long bytes) throws IOException {
        long end = written;
        if (sent >= end) {
            return new Batch(List.of(), sent);
        }
        List<RawRecord> batch = new ArrayList<>();
        long[] state = {bytes, sent};
        boolean[] whole = {true};
        journal.reread(sent, end, some -> {
            for (JournaledRecord one : some) {
                if (batch.size() == records || state[0] <= 0) {
                    whole[0] = false;
                    return false;
                }
                batch.add(one.record());
                state[0] -= one.record().bytes().length;
                state[1] = one.position() + 1;
            }
            return true;
        });
        return new Batch(batch, whole[0] ? end : state[1]);
    }

    /** Everything below a position was sent. */
    void sent(long position) throws IOException {
        sent = position;
        journal.release(position);
    }

    long sent() {
        return sent;
    }

    long waitingBytes() {
        return Math.max(0, journal.nextPosition() - sent);
    }

    /** When the next one was received, or null if there is none. */
    @Nullable
    Instant oldest() throws IOException {
        List<RawRecord> next = read(1, 1).records();
        return next.isEmpty() ? null : next.getFirst().receivedAt();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
