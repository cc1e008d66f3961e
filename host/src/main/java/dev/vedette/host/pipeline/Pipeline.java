package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.host.flow.FlowStage;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Spreads the journal's records over the slots, those of one source always to the same one. */
public final class Pipeline {
    private final List<WorkerSlot> slots = new ArrayList<>();
    private final Publisher publisher;
    private final Watermark watermark;
    private final int batchRecords;
    private final AtomicInteger inHand = new AtomicInteger(); // taken from the journal and not yet given to a slot

    private Pipeline(
            PipelineSettings settings, Publisher publisher, Watermark watermark, IntFunction<WorkerSlot> slot) {
        this.publisher = publisher;
        this.watermark = watermark;
        this.batchRecords = settings.batchRecords();
        for (int i = 0; i < settings.workerCount(); i++) {
            slots.add(slot.apply(i));
        }
    }

    /**
     * A pipeline, not yet started.
     *
     * @param replayFrom where the journal is replayed from
     * @param replayedBelow records below this position may be in the index already
     */
    public static Pipeline of(PipelineSettings settings, PipelineParts parts, long replayFrom, long replayedBelow) {
        Watermark watermark = new Watermark(replayFrom);
        Publisher publisher = new Publisher(
                parts.store(),
                parts.offenses(),
                parts.ledger(),
                parts.deadLetters(),
                parts.sources(),
                watermark,
                parts.clock(),
                replayedBelow);
        Supplier<PipelineContent> content = parts.content();
        Supplier<RecordProcessor> processors = () -> new RecordProcessor(
                content,
                new ParseStage(() -> content.get().parsers(), parts.guard(), parts.parsing()),
                new FlowStage(() -> content.get().decoders(), parts.guard(), parts.flows(), parts.exporters()),
                new EventFinisher(parts.clients(), parts.clock(), settings));
        return new Pipeline(
                settings,
                publisher,
                watermark,
                number -> new WorkerSlot(
                        "pipeline-" + number,
                        processors,
                        publisher,
                        parts.guard(),
                        parts.clock(),
                        settings.queuedBatches()));
    }

    public void start() {
        slots.forEach(WorkerSlot::start);
    }

    /** Takes records in the order of their positions; waits while the slots are full. Called from one thread. */
    public void accept(List<JournaledRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        inHand.set(records.size());
        watermark.began(records.getFirst().position(), records.getLast().position() + 1, records.size());
        List<List<JournaledRecord>> shares = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            shares.add(new ArrayList<>());
        }
        try {
            for (JournaledRecord record : records) {
                Origin origin = record.record().origin();
                int slot = Math.floorMod(
                        origin.source().hashCode() * 31 + origin.client().hashCode(), slots.size());
                List<JournaledRecord> share = shares.get(slot);
                share.add(record);
                if (share.size() == batchRecords) {
                    give(slot, List.copyOf(share));
                    share.clear();
                }
            }
            for (int i = 0; i < slots.size(); i++) {
                if (!shares.get(i).isEmpty()) {
                    give(i, shares.get(i));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // what was not handed over is in the journal
        }
    }

    private void give(int slot, List<JournaledRecord> share) throws InterruptedException {
        inHand.addAndGet(-share.size());
        slots.get(slot).put(share);
    }

    /** How many records are inside. */
    public long pending() {
        return inHand.get() + slots.stream().mapToLong(WorkerSlot::pending).sum();
    }

    /** Below this journal position every record has reached its end. */
    public long settledPosition() {
        return watermark.position();
    }

    /** Whether the store refuses to write at the moment, so that senders are held up. */
    public boolean isHeldUp() {
        return publisher.isStoreFailing();
    }

    /** Gives up what waits for a store that cannot write: it is in the journal, and the host is to end. */
    public void giveUpIfHeldUp() {
        if (isHeldUp()) {
            publisher.stop();
        }
    }

    /**
     * Finishes what is inside and stops. What cannot be finished in time stays in the journal for the next start.
     *
     * @return whether everything was finished
     */
    public boolean drain(Duration patience) throws InterruptedException {
        slots.forEach(WorkerSlot::stop);
        long deadline = System.nanoTime() + patience.toNanos();
        boolean all = awaitEnd(deadline);
        if (!all) {
            publisher.stop(); // a store that cannot write must not keep the host from ending
            awaitEnd(System.nanoTime() + Duration.ofSeconds(2).toNanos());
        }
        return all;
    }

    private boolean awaitEnd(long deadline) throws InterruptedException {
        boolean all = true;
        for (WorkerSlot slot : slots) {
            all &= slot.awaitEnd(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        return all;
    }
}
