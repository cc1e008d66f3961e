package dev.vedette.host.ingest;

import dev.vedette.api.event.RawRecord;
import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Stands between a source that can be paused and the intake: what was framed before the pause waits here, in order, and
 * is offered again when there is room. Belongs to one event loop context.
 */
public final class OfferQueue {
    private final Intake intake;
    private final Context context;
    private final BiConsumer<RawRecord, CompletableFuture<Void>> taken;
    private final Runnable drained;
    private final Deque<RawRecord> waiting = new ArrayDeque<>();
    private boolean blocked;

    /**
     * @param taken told of every record that the intake took
     * @param drained run on the context when all that waited has been taken after a pause
     */
    public OfferQueue(
            Intake intake, Context context, BiConsumer<RawRecord, CompletableFuture<Void>> taken, Runnable drained) {
        this.intake = intake;
        this.context = context;
        this.taken = taken;
        this.drained = drained;
    }

    public void offer(RawRecord record) {
        if (blocked) {
            waiting.add(record);
            return;
        }
        CompletableFuture<Void> future = intake.offer(record);
        if (future != null) {
            taken.accept(record, future);
            return;
        }
        waiting.add(record);
        blocked = true;
        askForRoom();
    }

    private void askForRoom() {
        intake.onRoom(() -> context.runOnContext(nothing -> offerWaiting()));
    }

    private void offerWaiting() {
        for (RawRecord record = waiting.peek(); record != null; record = waiting.peek()) {
            CompletableFuture<Void> future = intake.offer(record);
            if (future == null) {
                askForRoom();
                return;
            }
            waiting.remove();
            taken.accept(record, future);
        }
        if (blocked) {
            blocked = false;
            drained.run();
        }
    }

    /** Whether the source must be held back. */
    public boolean blocked() {
        return blocked;
    }

    /** Gives up what waits and says how many records that were. */
    public int abandon() {
        int count = waiting.size();
        waiting.clear();
        return count;
    }
}
