package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.host.flow.FlowStage;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseStage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Spreads the journal's records over the slots, those of one source always to the same one. */
public final class Pipeline {
    private final PipelineSettings settings;
    private final PipelineParts parts;
    private final ReentrantLock gate = new ReentrantLock(); // who hands records to the lanes, or exchanges the lanes
    private final AtomicInteger inHand = new AtomicInteger(); // came, and waits at the gate or for a slot
    private final AtomicLong toComeAgain = new AtomicLong();
    private volatile Lanes lanes;

    /**
     * A pipeline, not yet started.
     *
     * @param from where the journal is replayed from
     */
    public Pipeline(PipelineSettings settings, PipelineParts parts, long from) {
        this.settings = settings;
        this.parts = parts;
        this.lanes = lanes(from);
    }

    private Lanes lanes(long from) {
        Watermark watermark = new Watermark(from);
        Publisher publisher = new Publisher(
                parts.store(),
                parts.offenses(),
                parts.ledger(),
                parts.deadLetters(),
                parts.sources(),
                parts.tap(),
                watermark,
                parts.clock());
        return new Lanes(
                inHand,
                parts.ledger(),
                watermark,
                publisher,
                outlet -> IntStream.range(0, settings.workerCount())
                        .mapToObj(number -> slot("pipeline-" + number, outlet, parts.coalesced()))
                        .toList(),
                settings.batchRecords());
    }

    /** A lane of its own that does with records what the pipeline does, and publishes elsewhere. */
    WorkerSlot slot(String name, Outlet outlet) {
        return slot(name, outlet, origin -> false);
    }

    private WorkerSlot slot(String name, Outlet outlet, Predicate<Origin> coalesced) {
        return new WorkerSlot(
                name, () -> processor(coalesced), outlet, parts.guard(), parts.clock(), settings.queuedBatches());
    }

    private RecordProcessor processor(Predicate<Origin> coalesced) {
        Supplier<PipelineContent> content = parts.content();
        EventFinisher finisher = new EventFinisher(parts.clients(), parts.clock(), settings);
        return new RecordProcessor(
                content,
                new ParseStage(() -> content.get().parsers(), parts.guard(), parts.parsing(), finisher),
                new FlowStage(() -> content.get().decoders(), parts.guard(), parts.flows(), parts.exporters()),
                finisher,
                new Coalescer(coalesced));
    }

    public void start() {
        lanes.start();
    }

    /** Takes records in the order of their positions; waits while the slots are full. Called from one thread. */
    public void accept(List<JournaledRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        parts.marks().note(records);
        inHand.addAndGet(records.size());
        gate.lock();
        try {
            lanes.accept(records);
        } finally {
            gate.unlock();
        }
    }

    /** Keeps everybody else from handing records over, after what is inside was given up. */
    void close() {
        lanes.giveUp();
        gate.lock();
    }

    /** The end of that. */
    void open() {
        toComeAgain.set(0);
        gate.unlock();
    }

    /** Only between {@link #close} and {@link #open}: a position above every record that was handed over. */
    long acceptedBelow() {
        return lanes.watermark().next();
    }

    /**
     * Only between {@link #close} and {@link #open}: other lanes, not yet started, that begin at a position.
     *
     * @param records so many that were handed over come again from there
     */
    void beginAgain(long from, long records) {
        toComeAgain.addAndGet(records);
        lanes = lanes(from);
    }

    /** One batch of those; false if the lanes were given up meanwhile. */
    boolean acceptAgain(List<JournaledRecord> records) {
        inHand.addAndGet(records.size());
        toComeAgain.addAndGet(-records.size());
        lanes.accept(records);
        return !lanes.isStopped();
    }

    /** Gives up what is inside, from any thread; it is in the journal. */
    void giveUp() {
        lanes.giveUp();
    }

    /** How many records are inside. */
    public long pending() {
        return inHand.get() + toComeAgain.get() + lanes.pending();
    }

    /** Below this journal position every record has reached its end. */
    public long settledPosition() {
        return lanes.watermark().position();
    }

    /** Waits a while for everything below a position to reach its end; below the answer everything has. */
    long awaitSettled(long position, Duration patience) throws InterruptedException {
        return lanes.watermark().await(position, patience);
    }

    /** Whether the store refuses to write at the moment, so that senders are held up. */
    public boolean isHeldUp() {
        return lanes.isHeldUp();
    }

    /** Gives up what waits for a store that cannot write: it is in the journal, and the host is to end. */
    public void giveUpIfHeldUp() {
        if (isHeldUp()) {
            giveUp();
        }
    }

    /**
     * Finishes what is inside and stops. What cannot be finished in time stays in the journal for the next start.
     *
     * @return whether everything was finished
     */
    public boolean drain(Duration patience) throws InterruptedException {
        return lanes.drain(patience);
    }
}
