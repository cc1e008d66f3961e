package dev.vedette.host.ingest.pull;

import dev.vedette.host.ingest.Intake;
import dev.vedette.host.ingest.ReceiverCounters;
import dev.vedette.host.ingest.SourceMarks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source and the thread that fetches from it. */
final class Connector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE_AT_LEAST = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConnectorSettings settings;
    private final Puller puller;
    private final Taking taking;
    private final ReceiverCounters counters = new ReceiverCounters();
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private volatile @Nullable Instant succeeded;
    private volatile int failures;

    Connector(ConnectorSettings settings, Puller puller, Intake intake, SourceMarks marks, Clock clock) {
        this.settings = settings;
        this.puller = puller;
        this.taking = new Taking(settings, intake, marks, counters, clock);
        this.clock = clock;
        this.thread = new Thread(this::run, "connector-" + settings.id());
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                taking.pause(fetch());
            }
        } catch (InterruptedException e) {
            // the host stops
        } finally {
            puller.close();
        }
    }

    /** Fetches once and says how long to wait then. */
    private Duration fetch() throws InterruptedException {
        try {
            puller.fetch(taking);
            taking.settle();
            if (failures > 0) {
                LOG.info("The connector {} works again.", settings.id());
            }
            failures = 0;
            problem = null;
            succeeded = clock.instant();
            return settings.interval();
        } catch (IOException | RuntimeException e) { // whatever it was, one source must not end the others
            return failed(e);
        }
    }

    private Duration failed(Exception e) throws InterruptedException {
        if (stopping) {
            throw new InterruptedException("the host stops"); // which some clients tell in words of their own
        }
        failures = failures + 1;
        String reason = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        if (!reason.equals(problem)) {
            LOG.warn("The connector {} cannot fetch: {}. It is tried again.", settings.id(), reason);
        }
        problem = reason;
        long pause = SHORTEST_PAUSE.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(Math.min(pause, longestPause()));
    }

    /** Ten intervals, so that a source that is asked often is back soon. */
    private long longestPause() {
        long ten = settings.interval().toMillis() * 10;
        return Math.clamp(ten, LONGEST_PAUSE_AT_LEAST.toMillis(), LONGEST_PAUSE.toMillis());
    }

    ConnectorStatus status() {
        return new ConnectorStatus(settings.id(), settings.client(), problem, succeeded, failures, counters.snapshot());
    }

    /** Once: a second interruption would meet a client that is leaving its group. */
    void stop() {
        if (!stopping) {
            stopping = true;
            thread.interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        thread.join(PATIENCE.toMillis());
        if (thread.isAlive()) {
            LOG.warn("The connector {} does not stop; its thread is given up.", settings.id());
        }
    }
}
