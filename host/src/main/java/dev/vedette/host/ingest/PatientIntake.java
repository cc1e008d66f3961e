package dev.vedette.host.ingest;

import dev.vedette.api.event.RawRecord;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** For a source that can wait: offers one record after the other on its own thread, and knows when all are durable. */
public final class PatientIntake {
    private final Intake intake;
    private final ReceiverCounters counters;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong outstanding = new AtomicLong();

    /** Counts what was taken into these counters. */
    public PatientIntake(Intake intake, ReceiverCounters counters) {
        this.intake = intake;
        this.counters = counters;
    }

    /** Waits for room as long as it takes. */
    public void offer(RawRecord record) throws InterruptedException {
        CompletableFuture<Void> durable = intake.offer(record);
        while (durable == null) {
            CountDownLatch room = new CountDownLatch(1);
            intake.onRoom(room::countDown);
            room.await(1, TimeUnit.SECONDS);
            durable = intake.offer(record);
        }
        counters.taken(record);
        outstanding.incrementAndGet();
        CompletableFuture<Void> unused = durable.whenComplete((nothing, failure) -> {
            if (failure != null) {
                failed.incrementAndGet();
            }
            settled();
        });
    }

    private void settled() {
        synchronized (outstanding) {
            if (outstanding.decrementAndGet() == 0) {
                outstanding.notifyAll();
            }
        }
    }

    /**
     * Waits until all that was taken is durable or failed.
     *
     * @return how many failed since the last call; -1 if it takes longer than so long
     */
    public long awaitDurable(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (outstanding) {
            while (outstanding.get() > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return -1;
                }
                outstanding.wait(left);
            }
        }
        return failed.getAndSet(0);
    }
}
