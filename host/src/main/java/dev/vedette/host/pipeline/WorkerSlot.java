package dev.vedette.host.pipeline;

import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.WorkerLost;
import java.time.Clock;
import java.util.ArrayList;
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
 * inside a plugin; the state stays, and a new thread goes on with the record behind the one in the call.
 */
final class WorkerSlot {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSlot.class);
    private static final long IDLE_MILLIS = 100;
    static final String HARD_LIMIT = "plugin-overran-hard-limit";

    private final String name;
    private final Supplier<RecordProcessor> processors;
    private final Publisher publisher;
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
    private final List<Finished> finished = new ArrayList<>();
    private int unpublished; // records in finished
    private boolean flushed;
    private volatile int atWork; // records taken off the queue and not yet published

    WorkerSlot(
            String name,
            Supplier<RecordProcessor> processors,
            Publisher publisher,
            PackGuard guard,
            Clock clock,
            int queuedBatches) {
        this.name = name;
        this.processors = processors;
        this.processor = processors.get();
        this.publisher = publisher;
        this.guard = guard;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(queuedBatches);
    }

    void start() {
        Thread worker = new Thread(this::run, name);
        thread = worker;
        guard.onLost(worker, () -> lost(worker));
        worker.start();
    }

    /** Waits for room: this is what holds the journal's consumer up. */
    void put(List<JournaledRecord> records) throws InterruptedException {
        queued.addAndGet(records.size());
        while (!queue.offer(records, IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
            if (ended.getCount() == 0) {
                queued.addAndGet(-records.size()); // the host stops; the records are in the journal
                return;
            }
        }
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
        for (Finished one : finished) {
            if (!publisher.publish(one)) {
                return false;
            }
        }
        finished.clear();
        unpublished = 0;
        showWork();
        return true;
    }

    /** On the watchdog's thread, while the lost one hangs in a plugin and touches nothing of ours. */
    private synchronized void lost(Thread worker) {
        if (thread != worker) {
            return;
        }
        List<JournaledRecord> parts = processor.inCall();
        List<JournaledRecord> again = new ArrayList<>(processor.unfinished());
        again.addAll(batch.subList(taken, batch.size()));
        batch = again; // records held for assembly go through a new processor; what had come out is in finished
        taken = 0;
        processor = processors.get();
        LOG.error(
                "{} lost its thread in a plugin call; {} record(s) are dead-lettered, the rest goes on",
                name,
                parts.size());
        if (!parts.isEmpty()) {
            finished.add(new Finished.Abandoned(parts, HARD_LIMIT));
            unpublished += parts.size();
        }
        showWork();
        start();
    }
}
