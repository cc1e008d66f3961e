package dev.vedette.host.pack;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all calls under way and gives up those that run beyond their hard limit.
 *
 * <p>On a busy machine, or behind a long garbage collection, a harmless call can stand still for longer than its limit
 * without being at fault. So a call beyond the limit is given up when its thread was really computing (a quarter of the
 * limit in processor time since it was first noticed at half time); one that did not compute is waiting for something,
 * or is being kept waiting: it gets four times the limit, and the watchdog must have been running itself meanwhile.
 */
final class Watchdog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
    private static final long EVERY_MILLIS = 25;
    private static final int ENOUGH_SIGHTINGS = 10;

    private final Map<Thread, Slot> slots;
    private final LongSupplier nanoTime;
    private final ToLongFunction<Thread> cpuNanos;
    private @Nullable ScheduledExecutorService timer;

    Watchdog(Map<Thread, Slot> slots, LongSupplier nanoTime, ToLongFunction<Thread> cpuNanos) {
        this.slots = slots;
        this.nanoTime = nanoTime;
        this.cpuNanos = cpuNanos;
    }

    void start() {
        ScheduledExecutorService created = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "pack-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        var unused = created.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        timer = created;
    }

    void look() {
        slots.keySet().removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        for (Slot slot : slots.values()) {
            long word = slot.look();
            PackGuard.Plugin plugin = slot.plugin();
            if (word == Slot.IDLE || word == Slot.LOST || plugin == null) {
                continue;
            }
            long now = nanoTime.getAsLong();
            if (word - now <= plugin.hardNanos / 2 && overdue(slot, word, now, plugin) && slot.abandon(word)) {
                giveUp(slot, plugin, now, now - word + plugin.hardNanos);
            }
        }
    }

    private boolean overdue(Slot slot, long word, long now, PackGuard.Plugin plugin) {
        if (slot.seen != word) {
            slot.seen = word;
            slot.sightings = 0;
            slot.cpuAtSight = cpuNanos.applyAsLong(slot.thread);
        }
        slot.sightings++;
        long beyond = now - word;
        if (beyond < 0) {
            return false;
        }
        long cpu = cpuNanos.applyAsLong(slot.thread);
        return cpu < 0
                || cpu - slot.cpuAtSight >= plugin.hardNanos / 4
                || (beyond >= 3 * plugin.hardNanos && slot.sightings >= ENOUGH_SIGHTINGS);
    }

    private static void giveUp(Slot slot, PackGuard.Plugin plugin, long now, long ranNanos) {
        plugin.abandoned(now, slot.thread.getName(), ranNanos / 1_000_000);
        Runnable handler = slot.handler();
        if (handler == null) {
            return;
        }
        try {
            handler.run();
        } catch (RuntimeException | Error e) { // the watchdog must outlive every handler
            log.error("the worker {} was lost, and replacing it failed", slot.thread.getName(), e);
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
