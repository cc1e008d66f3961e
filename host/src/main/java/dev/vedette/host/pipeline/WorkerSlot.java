package dev.vedette.host.pipeline;

import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.WorkerLost;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane of the pipeline: a queue, the state of its stages, and the thread that works on it. The thread can be lost
 * inside a plugin; the state stays, and a new thread goes on with the record behind the one in the call. The same happens
 * when the host's own code fails on a record: one record, or one defect, never stops the lane.
 */
final class WorkerSlot {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
    private static final long IDLE_MILLIS = 100;
    /** Few enough that what was parsed is still in the processor's cache when it is indexed. */
    private static final int AT_ONCE = 32;

    private static final int ATTEMPTS = 3;
    static final String HARD_LIMIT = "plugin-overran-hard-limit";
    static final String HOST_FAULT = "host-fault";

    private final String name;
    private final Supplier<RecordProcessor> processors;
    private final Outlet outlet;
    private final PackGuard guard;
    private final Clock clock;
    private final BlockingQueue<List<JournaledRecord>> queue;
    private final AtomicInteger queued = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    // The work at hand. Written by the slot's thread only; another one is started after that was lost.
    private RecordProcessor processor;
    private List<JournaledRecord> batch = List.of();
    private int taken;
    private final Deque<Finished> finished = new ArrayDeque<>();
    private int unpublished; // records in finished
    private boolean publishing; // the first of finished is being published
    private int failures; // of publishing that one
    private boolean flushed;
    private volatile int atWork; // records taken off the queue and not yet published

    WorkerSlot(
            String name,
            Supplier<RecordProcessor> processors,
            Outlet outlet,
            PackGuard guard,
            Clock clock,
            int queuedBatches) {
        this.name = name;
        this.processors = processors;
        this.processor = processors.get();
        this.outlet = outlet;
        this.guard = guard;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(queuedBatches);
    }

    void start() {
        Thread worker = new Thread(this::run, name);
        thread = worker;
        worker.setUncaughtExceptionHandler(this::failed);
        guard.onLost(worker, () -> lost(worker));
        worker.start();
    }

    /** Waits for room: this is what holds the journal's consumer up. */
    void put(List<JournaledRecord> records) throws InterruptedException {
        queued.addAndGet(records.size());
        while (ended.getCount() > 0) {
            if (queue.offer(records, IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        queued.addAndGet(-records.size()); // the host stops; the records are in the journal
    }

    /** How many records are in here: queued, at work, or held by a stage. Exact while nothing moves. */
    long pending() {
        return queued.get() + atWork;
    }

    /** Finishes what is queued and held, then ends. */
    void stop() {
        stopping = true;
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            while (work()) {
                // one batch, or one look at the clock, after the other
            }
            ended.countDown();
        } catch (InterruptedException e) {
            ended.countDown(); // nobody does that but a JVM going down; the journal has the rest
        } catch (WorkerLost e) {
            LOG.warn("{}: a lost thread came back from {} and ends", name, e.getMessage());
        }
    }

    /** One round; false when the slot has ended. */
    private boolean work() throws InterruptedException {
        if (taken == batch.size()) {
            List<JournaledRecord> next = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            if (next == null) {
                return idle();
            }
            batch = next;
            taken = 0;
            showWork();
            queued.addAndGet(-next.size());
        }
        while (taken < batch.size()) {
            if (finished.size() >= AT_ONCE && !publish()) {
                return false;
            }
            processor.accept(batch.get(taken++), this::collect);
            showWork();
        }
        // The time as records tell it: a replay then joins what was joined live.
        processor.tick(batch.getLast().record().receivedAt(), this::collect);
        return publish();
    }

    private boolean idle() throws InterruptedException {
        if (!stopping) {
            processor.tick(clock.instant(), this::collect);
            return publish();
        }
        if (!flushed) {
            processor.flush(this::collect);
            flushed = true;
        }
        return publish() && !queue.isEmpty();
    }

    private void collect(Finished one) {
        finished.add(one);
        unpublished += one.parts().size();
    }

    private void showWork() {
        atWork = batch.size() - taken + unpublished + processor.held();
    }

    private boolean publish() throws InterruptedException {
        for (Finished one = finished.peekFirst(); one != null; one = finished.peekFirst()) {
            if (failures > 0) {
                if (outlet.isStopping()) {
                    return false;
                }
                outlet.waitForRetry();
            }
            publishing = true;
            if (!outlet.publish(one, failures > 0)) {
                return false;
            }
            publishing = false;
            failures = 0;
            finished.removeFirst();
            unpublished -= one.parts().size();
            showWork();
        }
        return true;
    }

    /** On the watchdog's thread, while the lost one hangs in a plugin and touches nothing of ours. */
    private synchronized void lost(Thread worker) {
        if (thread != worker) {
            return;
        }
        List<JournaledRecord> parts = processor.inCall();
        LOG.error(
                "{} lost its thread in a plugin call; {} record(s) are dead-lettered, the rest goes on",
                name,
                parts.size());
        PackGuard.Plugin plugin = guard.inCall(worker);
        abandon(
                parts,
                HARD_LIMIT,
                plugin == null ? null : plugin.extension(),
                plugin == null ? "a plugin did not end in time" : plugin + " did not end in time and was given up");
        start();
    }

    /** On a thread that ends because of an error in the host's own code, or of a database that cannot write. */
    private synchronized void failed(Thread worker, Throwable error) {
        if (thread != worker) {
            return;
        }
        if (publishing) {
            LOG.error("{} could not publish a record and tries again", name, error);
            publishing = false;
            failures++;
            Finished first = finished.getFirst();
            if (failures >= ATTEMPTS && !(first instanceof Finished.Abandoned)) {
                finished.removeFirst();
                finished.addFirst(new Finished.Abandoned(
                        first.parts(), HOST_FAULT, null, "the event could not be stored: " + kind(error)));
                failures = 0;
            }
        } else {
            List<JournaledRecord> parts = atFault();
            LOG.error("{} failed; {} record(s) are dead-lettered, the rest goes on", name, parts.size(), error);
            abandon(parts, HOST_FAULT, null, "the host's own code failed on it: " + kind(error));
        }
        start();
    }

    /** What was thrown and where, without its message: that may hold content of the record. */
    private static String kind(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private List<JournaledRecord> atFault() {
        List<JournaledRecord> parts = processor.inCall();
        if (!parts.isEmpty()) {
            return parts;
        }
        JournaledRecord last = taken == 0 ? null : batch.get(taken - 1);
        return last != null && processor.has(last) ? List.of(last) : processor.unfinished();
    }

    /** Goes on without these; what was held for assembly goes through a new processor, what had come out stays. */
    private void abandon(List<JournaledRecord> parts, String reason, @Nullable String extension, String explanation) {
        List<JournaledRecord> again = new ArrayList<>(processor.unfinished());
        again.removeAll(parts);
        again.addAll(batch.subList(taken, batch.size()));
        batch = again;
        taken = 0;
        processor = processors.get();
        if (!parts.isEmpty()) {
            finished.add(new Finished.Abandoned(parts, reason, extension, explanation));
            unpublished += parts.size();
        }
        showWork();
    }
}
