package dev.vedette.host.forward;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.export.EventJson;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.state.MarkTable;
import dev.vedette.host.store.state.MarkTable.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One forward: what it takes, and the thread that sends it. */
final class Forward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forward.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH_RECORDS = 2_000;
    private static final long BATCH_BYTES = 1 << 20;
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration KEEP = Duration.ofSeconds(1);
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final long PATIENCE_MILLIS = 10_000;

    private final ForwardSettings settings;
    private final Predicate<Event> passes;
    private final MarkTable marks;
    private final Clock clock;
    private final Spool spool;
    private final Target target;
    private final Thread thread;
    private final LongAdder forwarded = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Object stop = new Object();
    private volatile boolean stopping;
    private volatile boolean skipping;
    private volatile @Nullable String problem;
    private Instant kept = Instant.EPOCH;
    private long keptPosition;

    Forward(ForwardSettings settings, Path folder, MarkTable marks, Clock clock) throws IOException {
        this.settings = settings;
        this.passes = settings.passes();
        this.marks = marks;
        this.clock = clock;
        this.keptPosition =
                Long.parseLong(marks.all().getOrDefault(key(), new Mark("0", 0)).text());
        this.target = settings.target();
        this.spool = new Spool(folder.resolve(settings.id()), settings.queueBytes(), keptPosition, clock);
        this.thread = new Thread(this::run, "forward-" + settings.id());
    }

    private String key() {
        return "forward:" + settings.id(); // readers of connectors have a slash, so that no name can be the same
    }

    void start() {
        thread.start();
    }

    /** Takes what passes of one record, or of several that became one, with the events that came of it. */
    void take(List<JournaledRecord> parts, List<Event> events) throws InterruptedException {
        if (!parts.getFirst().record().origin().client().equals(settings.client())) {
            return;
        }
        if (settings.format() == ForwardSettings.Format.JSON) {
            for (Event event : events) {
                if (passes.test(event)) {
                    add(new RawRecord(
                            json(event), event.raw().receivedAt(), event.raw().origin()));
                }
            }
        } else if (events.stream().anyMatch(passes)) {
            for (JournaledRecord part : parts) {
                add(part.record());
            }
        }
    }

    private static byte[] json(Event event) {
        try {
            return JSON.writeValueAsBytes(EventJson.write(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private void add(RawRecord record) throws InterruptedException {
        if (spool.add(record, !skipping)) { // who waited in vain once does not hold the pipeline up again
            skipping = false;
            return;
        }
        skipped.increment();
        if (!skipping) {
            skipping = true;
            LOG.error(
                    "The queue of the forward {} is full (forwards.queue-bytes): records are skipped and counted until"
                            + " the target takes some.",
                    settings.id());
        }
    }

    /** Before the host's journal lets go what was taken. A queue that cannot be written must not hold the host up. */
    void force() throws InterruptedException {
        try {
            spool.force();
        } catch (IOException e) {
            if (problem == null) {
                LOG.error(
                        "The queue of the forward {} cannot be written ({}). The host goes on; what comes meanwhile may be"
                                + " missing at the target if the host is killed. Mend the disk of the queue.",
                        settings.id(),
                        e.getMessage());
            }
            problem = e.getMessage();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                step();
            }
        } catch (InterruptedException e) {
            // the host stops
        } finally {
            target.close();
        }
    }

    private void step() throws InterruptedException {
        try {
            Spool.Batch batch = spool.read(BATCH_RECORDS, BATCH_BYTES);
            if (!batch.records().isEmpty()) {
                deliver(batch.records());
            }
            spool.sent(batch.next());
            keepNowAndThen();
            if (batch.records().isEmpty()) {
                pause(IDLE.toMillis());
            }
        } catch (IOException | RuntimeException e) { // whatever it was, one forward must not end the others
            failing(e);
            pause(1_000);
        }
    }

    /** Tries until the target has them, refuses them for good, or the host stops. */
    private void deliver(List<RawRecord> records) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                target.send(records, clock.instant());
                forwarded.add(records.size());
                working();
                return;
            } catch (Target.RefusedException e) {
                refused(records, e);
                return;
            } catch (Target.LaterException e) {
                failing(e);
                pause(Math.max(e.pause().toMillis(), 100));
            } catch (IOException | RuntimeException e) {
                failing(e);
                pause(Math.min(500L << Math.min(attempt, 10), LONGEST_PAUSE_MILLIS));
            }
        }
    }

    /** Finds the record that the target does not want, so that its neighbours arrive. */
    private void refused(List<RawRecord> records, Target.RefusedException why) throws InterruptedException {
        if (records.size() > 1) {
            int half = records.size() / 2;
            deliver(records.subList(0, half));
            deliver(records.subList(half, records.size()));
            return;
        }
        failed.increment();
        LOG.warn(
                "The forward {} leaves out a record of {} bytes that its target refuses: {}",
                settings.id(),
                records.getFirst().bytes().length,
                why.getMessage());
    }

    private void failing(Exception e) {
        if (stopping) {
            return;
        }
        String reason = e instanceof IOException && e.getMessage() != null ? e.getMessage() : e.toString();
        if (problem == null) {
            LOG.warn(
                    "The forward {} cannot send: {}. It is tried again; meanwhile its queue grows.",
                    settings.id(),
                    reason);
        }
        problem = reason;
    }

    private void working() {
        if (problem != null) {
            problem = null;
            LOG.info("The forward {} sends again.", settings.id());
        }
    }

    private void keepNowAndThen() {
        synchronized (stop) {
            if (!stopping) {
                keep(false);
            }
        }
    }

    private void keep(boolean now) {
        long position = spool.sent();
        Instant time = clock.instant();
        if (position != keptPosition && (now || !time.isBefore(kept.plus(KEEP)))) {
            marks.put(Map.of(key(), new Mark(Long.toString(position), position)));
            keptPosition = position;
            kept = time;
        }
    }

    /** Waits; a stop of the host ends it with {@link InterruptedException}. */
    private static void pause(long millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    ForwardStatus status() {
        Instant oldest = null;
        try {
            oldest = spool.oldest();
        } catch (IOException e) {
            LOG.debug("the queue cannot be read", e);
        }
        return new ForwardStatus(
                settings.id(),
                settings.client(),
                problem,
                forwarded.sum(),
                skipped.sum(),
                failed.sum(),
                oldest == null ? 0 : spool.waitingBytes(),
                oldest);
    }

    /** What was not sent stays in the queue for the next start. */
    @Override
    public void close() throws IOException, InterruptedException {
        synchronized (stop) { // an interruption in the midst of the database's work would close its file
            stopping = true;
            thread.interrupt();
        }
        thread.join(PATIENCE_MILLIS);
        if (thread.isAlive()) {
            LOG.warn("The forward {} does not stop; its thread is given up.", settings.id());
        } else {
            keep(true);
        }
        spool.close();
    }
}
