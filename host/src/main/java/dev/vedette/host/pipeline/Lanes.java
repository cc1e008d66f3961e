package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.host.journal.JournaledRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The slots of a pipeline with what they publish to, from a start, or a recovery, to the next. Those that were stopped
 * take nothing more: what is handed to them stays in the journal.
 */
final class Lanes {
    private final Ledger ledger;
    private final Watermark watermark;
    private final Publisher publisher;
    private final List<WorkerSlot> slots;
    private final int batchRecords;
    private final AtomicInteger inHand;

    /** @param inHand how many records came and were not given to a slot yet */
    Lanes(
            AtomicInteger inHand,
            Ledger ledger,
            Watermark watermark,
            Publisher publisher,
            Function<Publisher, List<WorkerSlot>> slots,
            int batchRecords) {
        this.inHand = inHand;
        this.ledger = ledger;
        this.watermark = watermark;
        this.publisher = publisher;
        this.slots = slots.apply(publisher);
        this.batchRecords = batchRecords;
    }

    void start() {
        slots.forEach(WorkerSlot::start);
    }

    Watermark watermark() {
        return watermark;
    }

    boolean isHeldUp() {
        return publisher.isStoreFailing();
    }

    boolean isStopped() {
        return publisher.isStopping();
    }

    /** Takes records in the order of their positions; waits while the slots are full. Called from one thread at a time. */
    void accept(List<JournaledRecord> records) {
        ledger.journaled(records);
        watermark.began(records.getFirst().position(), records.getLast().position() + 1, records.size());
        List<List<JournaledRecord>> shares = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            shares.add(new ArrayList<>());
        }
        try {
            for (JournaledRecord record : records) {
                int slot = slotOf(record.record().origin());
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

    private int slotOf(Origin origin) {
        return Math.floorMod(origin.source().hashCode() * 31 + origin.client().hashCode(), slots.size());
    }

    private void give(int slot, List<JournaledRecord> share) throws InterruptedException {
        inHand.addAndGet(-share.size());
        slots.get(slot).put(share);
    }

    long pending() {
        return slots.stream().mapToLong(WorkerSlot::pending).sum();
    }

    /** Ends without finishing: nothing is published any more when this returns. */
    void giveUp() {
        slots.forEach(WorkerSlot::stop);
        publisher.stop();
    }

    /** Finishes what is inside and ends; false if that took too long and was given up. */
    boolean drain(Duration patience) throws InterruptedException {
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
