package dev.vedette.host.pack;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around every call into a plugin: turns whatever it throws into a {@link PluginFault}, counts, pauses an
 * extension that keeps failing, and abandons calls that do not end. Thread-safe.
 *
 * <p>{@code OutOfMemoryError} is a fault like the others, of the heavy kind: the call that asked for the memory is the
 * most likely owner of it, and unwinding it frees what it held, whereas throwing it further would let one pack end a
 * worker. A host that should rather restart is started with {@code -XX:+ExitOnOutOfMemoryError}, which comes first.
 */
public final class PackGuard implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PackGuard.class);

    /** More threads than this inside abandoned calls, and the extension is not called any more. */
    static final int MAX_STUCK = 2;

    private final LongSupplier nanoTime;
    private final ThreadLocal<Slot> slots;
    private final Map<Thread, Slot> slotOf = new ConcurrentHashMap<>();
    private final Map<Key, Plugin> plugins = new ConcurrentHashMap<>();
    private final Watchdog watchdog;

    /** A guard whose watchdog looks every 25 ms. */
    public PackGuard() {
        this(System::nanoTime, cpuTime());
        watchdog.start();
    }

    /** A guard with a time of its own, whose watchdog looks when it is told to. */
    PackGuard(LongSupplier nanoTime, ToLongFunction<Thread> cpuNanos) {
        this.nanoTime = nanoTime;
        this.slots = ThreadLocal.withInitial(() -> slot(Thread.currentThread()));
        this.watchdog = new Watchdog(slotOf, nanoTime, cpuNanos);
    }

    private static ToLongFunction<Thread> cpuTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
                ? thread -> threads.getThreadCpuTime(thread.threadId())
                : thread -> -1;
    }

    private Slot slot(Thread thread) {
        return slotOf.computeIfAbsent(thread, Slot::new);
    }

    /**
     * The handle of an extension; the same one for the same pack, extension and budget as long as the pack is loaded, so
     * that counts survive a change of other packs.
     *
     * @param extension for people: the id of a parser, the format of a reporter, a class name
     */
    public Plugin plugin(PackId pack, String extension, Budget budget) {
        return plugins.computeIfAbsent(new Key(pack, extension, budget), Plugin::new);
    }

    /** Says what to do when a call that {@code worker} is in was abandoned; see {@link #call}. */
    public void onLost(Thread worker, Runnable lost) {
        slot(worker).handler(Objects.requireNonNull(lost, "lost"));
    }

    /** The extension that a thread is inside, or was when its call was abandoned. */
    public @Nullable Plugin inCall(Thread worker) {
        return slot(worker).plugin();
    }

    /**
     * Calls a plugin.
     *
     * <p>A call beyond the hard limit is abandoned by the watchdog. If its thread was named to {@link #onLost}, the
     * handler runs at once on the watchdog's thread, and this method throws {@link WorkerLost} when the call returns at
     * last, and for every later call on that thread. Otherwise it throws a fault of kind {@code OVERRUN}.
     *
     * @throws PluginFault if there is no result, for whatever reason; null is none
     */
    public <T> T call(Plugin plugin, Callable<T> body) throws PluginFault {
        Slot slot = slots.get();
        if (slot.gone()) {
            throw new WorkerLost("this worker was given up after a call that did not end");
        }
        long begin = nanoTime.getAsLong();
        long outerWord = slot.current();
        Plugin outer = slot.plugin();
        long word = Slot.word(begin + plugin.hardNanos);
        slot.enter(plugin, word);
        T result = null;
        PluginFault fault = null;
        boolean gated = plugin.gated; // read after entering, so that nobody unloads a pack that is being entered
        boolean called = !gated || (fault = plugin.refusal(begin)) == null;
        if (called) {
            try {
                result = body.call();
                if (result == null) {
                    fault = Faults.ofNull(plugin);
                }
            } catch (WorkerLost lost) { // a nested call's
                slot.leave(word, outer, outerWord);
                throw lost;
            } catch (Throwable thrown) {
                fault = Faults.of(plugin, thrown); // still watched: it asks the throwable, which is the plugin's too
            }
        }
        if (!slot.leave(word, outer, outerWord)) {
            throw returnedLate(slot, plugin);
        }
        if (!called) {
            plugin.refused.increment();
            throw Objects.requireNonNull(fault);
        }
        plugin.calls.increment();
        if (fault != null || result == null) {
            plugin.failed(nanoTime.getAsLong(), Objects.requireNonNull(fault));
            throw fault;
        }
        long end = nanoTime.getAsLong();
        if (end - begin > plugin.softNanos) {
            plugin.slow.increment();
        }
        if (gated) {
            plugin.trialSucceeded(end);
        }
        return result;
    }

    /** Calls a plugin's method that gives nothing; otherwise as {@link #call}. */
    public void run(Plugin plugin, Action body) throws PluginFault {
        call(plugin, () -> {
            body.run();
            return Boolean.TRUE;
        });
    }

    private static PluginFault returnedLate(Slot slot, Plugin plugin) {
        plugin.stuck.decrementAndGet();
        boolean takenOver = slot.handler() != null;
        slot.recover(takenOver);
        String late = plugin + " came back after its call had been abandoned";
        log.info("{}", late);
        if (takenOver) {
            throw new WorkerLost(late);
        }
        return new PluginFault(PluginFault.Kind.OVERRUN, plugin + " ran beyond its hard limit", null, null);
    }

    /** What was counted for a pack, all its extensions together. */
    public PluginCounts counts(PackId pack) {
        return of(pack).stream().map(Plugin::counts).reduce(PluginCounts.NONE, PluginCounts::plus);
    }

    /** The handles of a pack that are in use. */
    public List<Plugin> of(PackId pack) {
        return plugins.values().stream().filter(p -> p.pack().equals(pack)).toList();
    }

    /** How long until a paused extension is tried again, in words. */
    String pauseLeft(Plugin plugin) {
        return "next try in " + plugin.breaker.pauseLeft(nanoTime.getAsLong()) / 1_000_000_000 + " s";
    }

    /** Forgets the handles of a pack, so that the next ones start anew; those given out stay usable. */
    List<Plugin> detach(PackId pack) {
        List<Plugin> detached = of(pack);
        detached.forEach(plugin -> plugins.remove(plugin.key));
        return detached;
    }

    /** Takes forgotten handles back: their pack was not replaced after all. */
    void attach(List<Plugin> detached) {
        detached.forEach(plugin -> plugins.put(plugin.key, plugin));
    }

    /** Closes the gates: no call of these begins any more. */
    static void retire(Collection<Plugin> retired) {
        retired.forEach(Plugin::retire);
    }

    /** Whether some thread is inside one of these. */
    boolean busy(Collection<Plugin> called) {
        return slotOf.values().stream().anyMatch(slot -> slot.inside(called));
    }

    /** Looks once at all calls under way. */
    void watch() {
        watchdog.look();
    }

    @Override
    public void close() {
        watchdog.close();
    }

    /** A call that gives nothing. */
    public interface Action {
        void run() throws Exception;
    }

    private record Key(PackId pack, String extension, Budget budget) {}

    /** One extension as the guard knows it. It holds no reference to the extension itself or its classes. */
    public static final class Plugin {
        private final Key key;
        private final long softNanos;
        final long hardNanos;
        private final LongAdder calls = new LongAdder();
        private final LongAdder faults = new LongAdder();
        private final LongAdder slow = new LongAdder();
        private final LongAdder abandoned = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final AtomicInteger stuck = new AtomicInteger();
        private final Breaker breaker = new Breaker();
        private volatile boolean gated; // some reason below says that calls must be looked at
        private volatile boolean retired;
        private volatile boolean quarantined;
        private volatile String lastFault = "";

        private Plugin(Key key) {
            this.key = key;
            this.softNanos = key.budget.soft().toNanos();
            this.hardNanos = key.budget.hard().toNanos();
        }

        public PackId pack() {
            return key.pack;
        }

        public String extension() {
            return key.extension;
        }

        /** Whether it would be called now; false while it is paused, quarantined or its pack was replaced. */
        public boolean available() {
            return !gated || !(retired || quarantined || breaker.isOpen());
        }

        public PluginCounts counts() {
            return new PluginCounts(
                    calls.sum(), faults.sum(), slow.sum(), abandoned.sum(), Math.max(0, stuck.get()), refused.sum());
        }

        /** The last thing that went wrong, without event content; empty if nothing ever did. */
        public String lastFault() {
            return lastFault;
        }

        /** Why it is not called, or null if it is. */
        public @Nullable PackCode trouble() {
            return quarantined ? PackCode.THREADS_LOST : breaker.isOpen() ? PackCode.PAUSED : null;
        }

        /** The same in words; empty if it is called. */
        public String reason() {
            if (quarantined) {
                return key.extension + ": " + Math.max(0, stuck.get()) + " threads are stuck inside it and cannot be"
                        + " stopped; it is not called any more";
            }
            String why = breaker.reason();
            return why.isEmpty() ? "" : key.extension + " is paused: " + why;
        }

        private @Nullable PluginFault refusal(long now) {
            if (retired) {
                return new PluginFault(PluginFault.Kind.RETIRED, this + " was replaced", null, null);
            }
            if (quarantined) {
                return new PluginFault(PluginFault.Kind.QUARANTINED, "pack " + key.pack + ", " + reason(), null, null);
            }
            if (!breaker.admit(now)) {
                return new PluginFault(PluginFault.Kind.PAUSED, "pack " + key.pack + ", " + reason(), null, null);
            }
            return null;
        }

        private void trialSucceeded(long now) {
            breaker.succeeded(now);
            if (!breaker.isOpen()) {
                log.info("{} is used again", this);
            }
            regate();
        }

        private void failed(long now, PluginFault fault) {
            if (faults.sum() == 0) {
                log.warn("{}; further faults of it are counted and not logged", fault.summary());
            }
            failed(now, calls.sum(), fault.kind() == PluginFault.Kind.MEMORY, fault.summary());
        }

        private void failed(long now, long total, boolean hard, String what) {
            faults.increment();
            lastFault = what;
            boolean before = breaker.isOpen();
            breaker.failed(now, total, hard, what);
            if (breaker.isOpen() && !before) {
                log.warn("pack {}: {}", key.pack, reason());
            }
            regate();
        }

        private synchronized void regate() {
            gated = retired || quarantined || breaker.isOpen();
        }

        /** The watchdog gave a call up. */
        void abandoned(long now, String thread, long ranMillis) {
            abandoned.increment();
            calls.increment();
            String what = this + " was abandoned after " + ranMillis + " ms on thread " + thread;
            log.warn("{}", what);
            failed(now, calls.sum(), true, what);
            if (stuck.incrementAndGet() > MAX_STUCK && !quarantined) {
                quarantined = true;
                regate();
                log.error("pack {}: {}", key.pack, reason());
            }
        }

        private void retire() {
            retired = true;
            regate();
        }

        @Override
        public String toString() {
            return "pack " + key.pack + ", " + key.extension;
        }
    }

    /** For tests and for the host's own list: every handle in use. */
    List<Plugin> all() {
        return new ArrayList<>(plugins.values());
    }
}
