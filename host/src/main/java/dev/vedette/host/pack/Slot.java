package dev.vedette.host.pack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is doing inside plugins: written by that thread, read by the watchdog. The one word {@code deadline}
 * decides between them: the thread ends its call by taking the word back, the watchdog abandons the call by replacing
 * it, and exactly one of the two succeeds. No lock, no allocation.
 */
final class Slot {
    private static final VarHandle DEADLINE;

    static {
        try {
            DEADLINE = MethodHandles.lookup().findVarHandle(Slot.class, "deadline", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final long IDLE = 0;
    static final long LOST = 1;

    final Thread thread;

    @SuppressWarnings("unused") // through DEADLINE
    private volatile long deadline;

    private PackGuard.@Nullable Plugin plugin;
    private volatile @Nullable Runnable handler;
    private boolean nested;
    private boolean gone; // this thread's own: its call was abandoned and somebody took over

    // the watchdog's notes about a call that takes long
    long seen;
    int sightings;
    long cpuAtSight;

    Slot(Thread thread) {
        this.thread = thread;
    }

    /** The word for a deadline: never one of the two that mean something else. */
    static long word(long nanos) {
        return nanos == IDLE || nanos == LOST ? 2 : nanos;
    }

    /** Only on the thread itself: the deadline of the call that the next one is nested in. */
    long current() {
        return (long) DEADLINE.getOpaque(this);
    }

    PackGuard.@Nullable Plugin plugin() {
        return plugin;
    }

    /** Begins a call. What is read of the plugin's state afterwards is at least as new as this. */
    void enter(PackGuard.Plugin called, long word) {
        nested = current() != IDLE;
        plugin = called;
        DEADLINE.setVolatile(this, word);
    }

    /**
     * Ends a call.
     *
     * @return false if the watchdog had abandoned it
     */
    boolean leave(long word, PackGuard.@Nullable Plugin outer, long outerWord) {
        boolean mine = DEADLINE.compareAndSet(this, word, outerWord);
        if (mine) {
            plugin = outer;
            nested = false; // one level is all there is to tell: deeper ones end before it
        }
        return mine;
    }

    /** Whether the thread is inside one of these; seen from another thread, after it closed their gates. */
    boolean inside(Collection<PackGuard.Plugin> plugins) {
        PackGuard.Plugin called = (long) DEADLINE.getVolatile(this) == IDLE ? null : plugin;
        return called != null && (nested || plugins.contains(called));
    }

    /** The word as the watchdog sees it. */
    long look() {
        return (long) DEADLINE.getAcquire(this);
    }

    /** The watchdog abandons the call it looked at; false if it ended meanwhile. */
    boolean abandon(long word) {
        return DEADLINE.compareAndSet(this, word, LOST);
    }

    /** An abandoned call has come back: the thread may be used again unless somebody took over. */
    void recover(boolean takenOver) {
        gone = takenOver;
        plugin = null;
        DEADLINE.setVolatile(this, IDLE);
    }

    boolean gone() {
        return gone;
    }

    void handler(Runnable runnable) {
        handler = runnable;
    }

    @Nullable
    Runnable handler() {
        return handler;
    }
}
