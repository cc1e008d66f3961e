package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An intake with a bounded room that a test opens and closes; it keeps what it took. */
final class FakeIntake implements Intake {
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<CompletableFuture<Void>> undurable = new ArrayList<>();
    private long room = Long.MAX_VALUE;
    private boolean durable = true;
    private long dropped;
    private String dropReason = "";
    private long refusals;

    @Override
    public synchronized @Nullable CompletableFuture<Void> offer(RawRecord record) {
        if (room == 0) {
            refusals++;
            return null;
        }
        room--;
        records.add(record);
        CompletableFuture<Void> future = new CompletableFuture<>();
        if (durable) {
            future.complete(null);
        } else {
            undurable.add(future);
        }
        return future;
    }

    @Override
    public void onRoom(Runnable once) {
        synchronized (this) {
            if (room == 0) {
                waiting.add(once);
                return;
            }
        }
        once.run();
    }

    @Override
    public synchronized void dropped(Origin origin, String reason, long count) {
        dropped += count;
        dropReason = reason;
    }

    /** From now on there is room for so many more. */
    void room(long more) {
        List<Runnable> run = new ArrayList<>();
        synchronized (this) {
            room = more;
            if (more > 0) {
                run.addAll(waiting);
                waiting.clear();
            }
        }
        run.forEach(Runnable::run);
    }

    /** Whether records become durable at once, or only by {@link #sync}. */
    synchronized void durable(boolean atOnce) {
        durable = atOnce;
    }

    void sync(@Nullable Throwable failure) {
        List<CompletableFuture<Void>> futures;
        synchronized (this) {
            futures = List.copyOf(undurable);
            undurable.clear();
        }
        futures.forEach(future -> {
            if (failure == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(failure);
            }
        });
    }

    synchronized List<RawRecord> records() {
        return List.copyOf(records);
    }

    synchronized List<String> texts() {
        return records.stream().map(RawRecord::text).toList();
    }

    synchronized int size() {
        return records.size();
    }

    synchronized long dropped() {
        return dropped;
    }

    synchronized String dropReason() {
        return dropReason;
    }

    synchronized long refusals() {
        return refusals;
    }
}
