package dev.vedette.host.journal;

import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable queue between receivers and the pipeline.
 *
 * <ol>
 *   <li>{@link #open}: finds what the last run left, cuts the torn tail.
 *   <li>{@link #replay}: once, from the position that the index has committed.
 *   <li>{@link #consumer}: starts the writing thread. Records offered before wait in the queue.
 *   <li>{@link #close}: writes, acknowledges and hands on everything that is queued, then returns.
 * </ol>
 *
 * {@link #offer}, {@link #onRoom} and {@link #release} are thread-safe.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int REPLAY_BATCH = 1_024;

    private final JournalSettings settings;
    private final Clock clock;
    private final FileChannel lockFile;
    private final Segments segments;
    private final List<JournalDamage> damages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Waiting waiting;
    private @Nullable Thread writer;
    private @Nullable SegmentWriter segment; // of the writing thread
    private @Nullable String problem;
    private @Nullable Instant since;
    private int handedOn; // records of the group that the consumer has in hand
    private boolean closing;
    private boolean dead;

    private Journal(
            JournalSettings settings,
            Clock clock,
            FileChannel lockFile,
            Segments segments,
            List<JournalDamage> damages) {
        this.settings = settings;
        this.clock = clock;
        this.lockFile = lockFile;
        this.segments = segments;
        this.damages = damages;
        this.waiting = new Waiting(settings);
    }

    /**
     * Opens the journal in a folder of its own, which is created if need be.
     *
     * @throws IOException if the folder cannot be used or another host uses it
     */
    public static Journal open(Path folder, JournalSettings settings, Clock clock) throws IOException {
        return open(folder, settings, clock, Disk.REAL);
    }

    static Journal open(Path folder, JournalSettings settings, Clock clock, Disk disk) throws IOException {
        Files.createDirectories(folder);
        FileChannel lockFile = lock(folder);
        List<JournalDamage> damages = new CopyOnWriteArrayList<>();
        Segments segments = null;
        try {
            segments = Segments.open(folder, disk, settings, damage -> {
                LOG.error(damage.message());
                damages.add(damage);
            });
        } finally {
            if (segments == null) {
                lockFile.close();
            }
        }
        return new Journal(settings, clock, lockFile, segments, damages);
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path path = folder.resolve("journal.lock");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process holds the lock {}", path, e);
        }
        channel.close();
        throw new IOException("another host uses the journal folder " + folder + " (it holds " + path
                + "); stop it, or give this one a folder of its own");
    }

    /**
     * Takes a record in.
     *
     * @return null if the queue is full: stop reading and ask to be called by {@link #onRoom}. Otherwise a future,
     *     shared with other records, that completes on the writing thread once the record is durable, and exceptionally
     *     if it never will be. Do not complete it; leave the thread quickly.
     * @throws IllegalArgumentException if the record is larger than the whole queue may be
     */
    public @Nullable CompletableFuture<Void> offer(RawRecord record) {
        return offer(record, null);
    }

    /** The same, with how far the record's source has been taken in: both are durable together, or neither. */
    public @Nullable CompletableFuture<Void> offer(RawRecord record, @Nullable SourceMark mark) {
        lock.lock();
        try {
            if (closing || dead) {
                return CompletableFuture.failedFuture(new IOException(
                        dead ? "the journal has stopped because of an error" : "the journal is closed"));
            }
            CompletableFuture<Void> future = waiting.add(record, mark);
            if (future != null) {
                changed.signalAll();
            }
            return future;
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code once} when there is room again: at once if there is, else later on the writing thread. */
    public void onRoom(Runnable once) {
        lock.lock();
        try {
            if (!waiting.hasRoom()) {
                waiting.onRoom(once);
                return;
            }
        } finally {
            lock.unlock();
        }
        once.run();
    }

    /**
     * Hands everything that is durable from a position on to {@code consumer}, in order, on the calling thread. To be
     * called before {@link #consumer}.
     */
    public void replay(long fromPosition, Consumer<List<JournaledRecord>> consumer) throws IOException {
        if (writer != null) {
            throw new IllegalStateException("replay comes before consumer");
        }
        reread(fromPosition, Long.MAX_VALUE, batch -> {
            consumer.accept(batch);
            return true;
        });
    }

    /**
     * The same while the journal is being written.
     *
     * @param to exclusive; everything below it was handed to the consumer
     * @param consumer answers whether to go on
     */
    public void reread(long from, long to, Predicate<List<JournaledRecord>> consumer) throws IOException {
        List<JournaledRecord> batch = new ArrayList<>(REPLAY_BATCH);
        boolean all = segments.read(from, to, record -> {
            batch.add(record);
            return batch.size() < REPLAY_BATCH || handedOn(batch, consumer);
        });
        if (all && !batch.isEmpty()) {
            handedOn(batch, consumer);
        }
    }

    private static boolean handedOn(List<JournaledRecord> batch, Predicate<List<JournaledRecord>> consumer) {
        boolean goOn = consumer.test(List.copyOf(batch));
        batch.clear();
        return goOn;
    }

    /**
     * Starts writing.
     *
     * @param consumer called on the writing thread with records that are durable, in order; while it blocks nothing is
     *     written. If it throws, the journal stops and everything queued fails.
     */
    public void consumer(Consumer<List<JournaledRecord>> consumer) {
        lock.lock();
        try {
            if (writer != null || closing) {
                throw new IllegalStateException("a journal has one consumer");
            }
            Thread thread = new Thread(() -> run(consumer), "vedette-journal");
            thread.setUncaughtExceptionHandler((t, e) -> LOG.error(
                    "the journal has stopped: its consumer failed. Restart the host; what was acknowledged is safe",
                    e));
            writer = thread;
            thread.start();
        } finally {
            lock.unlock();
        }
    }

    private void run(Consumer<List<JournaledRecord>> consumer) {
        boolean clean = false;
        try {
            for (Waiting.Group group = take(); group != null; group = take()) {
                List<JournaledRecord> batch = write(group);
                if (batch != null) {
                    group.future().complete(null);
                    handingOn(batch.size());
                    consumer.accept(batch);
                }
                done(group);
            }
            clean = true;
        } finally {
            stopped(!clean);
        }
    }

    private Waiting.@Nullable Group take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void handingOn(int records) {
        lock.lock();
        try {
            handedOn = records;
        } finally {
            lock.unlock();
        }
    }

    private void done(Waiting.Group group) {
        List<Runnable> callbacks;
        lock.lock();
        try {
            handedOn = 0;
            callbacks = waiting.done(group);
        } finally {
            lock.unlock();
        }
        callbacks.forEach(Journal::tell);
    }

    /** One that waited and is gone by now (its event loop has ended) must not end the writing for everybody else. */
    private static void tell(Runnable waiting) {
        try {
            waiting.run();
        } catch (RuntimeException e) {
            LOG.warn("a sender that waited for room could not be told of it: {}", e.toString());
        }
    }

    /** Writes until it succeeds; null if the journal is closed before it does. */
    private @Nullable List<JournaledRecord> write(Waiting.Group group) {
        while (true) {
            try {
                List<JournaledRecord> batch = tryToWrite(group);
                failing(null);
                return batch;
            } catch (IOException e) {
                failing(e);
                if (!pause()) {
                    group.future().completeExceptionally(e);
                    return null;
                }
            }
        }
    }

    private List<JournaledRecord> tryToWrite(Waiting.Group group) throws IOException {
        SegmentWriter current = segment;
        if (current != null && (current.full() || problem != null)) {
            // After a failed fsync nobody knows what is on the disk: cut the file back and begin another.
            segment = null;
            seal(current);
            current = null;
        }
        if (current == null) {
            current = segments.create();
            segment = current;
            segments.grownTo(current.end());
        }
        List<JournaledRecord> batch = current.append(group.records());
        segments.grownTo(current.end());
        return batch;
    }

    private static void seal(SegmentWriter current) {
        try {
            current.seal();
        } catch (IOException e) {
            // What stands behind the durable part was never acknowledged; found again, it is a record sent twice.
            LOG.warn("journal segment {} could not be cut back: {}", current.path(), e.getMessage());
        }
    }

    private void failing(@Nullable IOException e) {
        lock.lock();
        try {
            String before = problem;
            problem = e == null ? null : "the journal cannot be written: " + e.getMessage();
            if (e == null && before != null) {
                since = null;
                LOG.info("the journal is being written again");
            } else if (e != null && before == null) {
                since = clock.instant();
                LOG.error(
                        "{}. Senders are pushed back; free some space or mend the disk, it goes on by itself", problem);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a better time; false if the journal is being closed. */
    private boolean pause() {
        lock.lock();
        try {
            long left = settings.retry().toNanos();
            while (left > 0 && !closing) {
                left = changed.awaitNanos(left);
            }
            return !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void stopped(boolean failed) {
        List<Waiting.Group> lost;
        lock.lock();
        try {
            dead = failed;
            handedOn = 0;
            if (failed) {
                problem = "the journal has stopped because of an error, see the log; restart the host";
                since = clock.instant();
            }
            lost = waiting.drain();
        } finally {
            lock.unlock();
        }
        for (Waiting.Group group : lost) {
            group.future().completeExceptionally(new IOException("the journal has stopped"));
        }
        SegmentWriter current = segment;
        if (current != null) {
            seal(current);
        }
    }

    /** Puts what is durable into a folder of the same layout; the caller sees to it that nothing is released meanwhile. */
    public void freeze(Path into) throws IOException {
        segments.freeze(into);
    }

    /** Lets segments go that hold only records below a position: the index has committed these. */
    public void release(long position) throws IOException {
        segments.release(position);
    }

    /** How many records were offered and not yet handed to the consumer; what it has in hand is its own to count. */
    public long queued() {
        lock.lock();
        try {
            return waiting.records() - handedOn;
        } finally {
            lock.unlock();
        }
    }

    /** A position above every one given out so far, and not above any to come. */
    public long nextPosition() {
        return segments.nextPosition();
    }

    /** What an operator is shown. */
    public JournalState state() throws IOException {
        lock.lock();
        try {
            return new JournalState(
                    problem, since, waiting.records(), segments.count(), segments.bytes(), List.copyOf(damages));
        } finally {
            lock.unlock();
        }
    }

    /** Drains and closes; if the disk fails meanwhile, what is queued fails and nothing waits for it. */
    @Override
    public void close() throws IOException {
        Thread thread;
        List<Waiting.Group> unwritten = List.of();
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            thread = writer;
            if (thread == null) {
                unwritten = waiting.drain();
            }
        } finally {
            lock.unlock();
        }
        for (Waiting.Group group : unwritten) {
            group.future().completeExceptionally(new IOException("the journal was closed before it had a consumer"));
        }
        if (thread != null) {
            try {
                thread.join(TimeUnit.MINUTES.toMillis(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lockFile.close();
    }
}
