package dev.vedette.host;

import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.pipeline.Housekeeping;
import dev.vedette.host.pipeline.Recovery;
import dev.vedette.host.pipeline.ReparseJobs;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done beside the way of the records, at a slow pace, on a thread of its own. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Housekeeping housekeeping;
    private final DeadLetterReplay deadLetters;
    private final ReparseJobs reparse;
    private final Recovery recovery;
    private final AtomicLong recoveries = new AtomicLong();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "upkeep"));

    Upkeep(Housekeeping housekeeping, DeadLetterReplay deadLetters, ReparseJobs reparse, Recovery recovery) {
        this.housekeeping = housekeeping;
        this.deadLetters = deadLetters;
        this.reparse = reparse;
        this.recovery = recovery;
    }

    void start() {
        every(3_600, "housekeeping", housekeeping::run);
        every(5, "replay of dead letters", this::resume);
    }

    private void resume() {
        if (recoveries.getAndSet(recovery.times()) != recovery.times()) {
            deadLetters.again();
        }
        deadLetters.resume();
    }

    /** A timer that throws is never called again, so nothing may escape from here. */
    private void every(long seconds, String what, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.error("The {} failed; it is tried again.", what, e);
                    }
                },
                1,
                seconds,
                TimeUnit.SECONDS);
    }

    Housekeeping housekeeping() {
        return housekeeping;
    }

    DeadLetterReplay deadLetters() {
        return deadLetters;
    }

    ReparseJobs reparse() {
        return reparse;
    }

    @Override
    public void close() throws InterruptedException {
        reparse.close();
        timer.shutdown();
        if (!timer.awaitTermination(30, TimeUnit.SECONDS)) {
            LOG.warn("Work beside the records takes longer; it goes on at the next start.");
        }
    }
}
