package dev.vedette.host.cli.bench;

import dev.vedette.host.pipeline.LedgerTotals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A host at a part of its top rate for a long time, with a look at the heap now and then, each time after a collection
 * that was asked for: what is left then is held by somebody.
 */
public final class Soak {
    private static final int LINES = 200_000;
    private static final Duration MOST_BETWEEN = Duration.ofMinutes(1);
    private static final int LEAST_READINGS = 20;

    private final Duration length;
    private final double part;
    private final int workers;
    private final long seed;
    private final Consumer<String> notes;

    /** The heap after a collection. */
    public record Reading(double seconds, long heapBytes, long events) {}

    /**
     * What was seen.
     *
     * @param perSecond the rate that was asked for
     */
    public record Result(double topPerSecond, double perSecond, long events, long residue, List<Reading> readings) {
        /** The last quarter's median less the second's; the first quarter fills caches. */
        public long growthBytes() {
            return median(0.75, 1) - median(0.25, 0.5);
        }

        private long median(double from, double to) {
            List<Long> heaps = readings.subList((int) (readings.size() * from), (int) (readings.size() * to)).stream()
                    .map(Reading::heapBytes)
                    .sorted()
                    .toList();
            return heaps.isEmpty() ? 0 : heaps.get(heaps.size() / 2);
        }
    }

    /**
     * A soak.
     *
     * @param part of the top rate, which is measured first
     */
    public Soak(Duration length, double part, int workers, long seed, Consumer<String> notes) {
        this.length = length;
        this.part = part;
        this.workers = workers;
        this.seed = seed;
        this.notes = notes;
    }

    public Result run() throws IOException, InterruptedException {
        try (BenchHost bench = BenchHost.start(workers)) {
            Sender sender = new Sender(
                    new BenchLines(seed).take(LINES, Clock.systemUTC().instant()));
            double top = 0;
            for (int round = 0; round < 3; round++) { // the first ones compile
                long before = settled(bench);
                long began = System.nanoTime();
                sender.send(bench.port(), LINES, 0);
                bench.awaitSettled(before + LINES);
                top = LINES / ((System.nanoTime() - began) / 1e9);
            }
            double rate = top * part;
            notes.accept(String.format(Locale.ROOT, "top rate %,.0f events/s; now %,.0f for %s", top, rate, length));
            List<Reading> readings = new ArrayList<>();
            long before = settled(bench);
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Future<Sender.Sent> sending =
                        thread.submit(() -> sender.send(bench.port(), (long) (rate * length.toSeconds()), rate));
                watch(bench, sending, before, readings);
                bench.awaitSettled(before + Threads.result(sending).lines());
            }
            LedgerTotals totals = bench.host().ledger().totals();
            return new Result(top, rate, totals.settled() - before, totals.residue(), readings);
        }
    }

    private static long settled(BenchHost bench) {
        return bench.host().ledger().totals().settled();
    }

    private void watch(BenchHost bench, Future<Sender.Sent> sending, long before, List<Reading> readings) {
        long began = System.nanoTime();
        long pause = Math.min(MOST_BETWEEN.toNanos(), length.toNanos() / LEAST_READINGS);
        while (!sending.isDone()) {
            LockSupport.parkNanos(pause);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            Reading reading = new Reading(
                    (System.nanoTime() - began) / 1e9,
                    runtime.totalMemory() - runtime.freeMemory(),
                    settled(bench) - before);
            readings.add(reading);
            notes.accept(String.format(
                    Locale.ROOT,
                    "%,6.0f s  %,12d events  heap after collection %,d MiB",
                    reading.seconds,
                    reading.events,
                    reading.heapBytes >> 20));
        }
    }
}
