package dev.vedette.host.cli.bench;

import dev.vedette.host.pipeline.LedgerTotals;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Ingest end to end, and bare Lucene on the same events, in turns. One host takes all rounds, as a host in use does; a
 * few rounds of each side are not counted, because a virtual machine is slow until it has compiled what it runs.
 */
public final class IngestBench {
    private static final int WARM_UP = 3;

    private final int events;
    private final int rounds;
    private final int workers;
    private final long seed;
    private final Consumer<String> notes;

    /**
     * One round of both.
     *
     * @param cpuSeconds what the whole process took of the processors, the sender's part included
     * @param senderCpuSeconds the sender's part
     */
    public record Round(
            double seconds, double cpuSeconds, double senderCpuSeconds, double bareSeconds, double bareCpuSeconds) {
        public double ratio() {
            return bareSeconds / seconds;
        }
    }

    /** The figures of all rounds. */
    public record Result(
            int events,
            List<Round> rounds,
            long findings,
            long residue,
            long rawBytes,
            long storedBytes,
            long heapBytes) {
        public Figure perSecond() {
            return Figure.of(rounds, round -> events / round.seconds);
        }

        public Figure barePerSecond() {
            return Figure.of(rounds, round -> events / round.bareSeconds);
        }

        public Figure ratio() {
            return Figure.of(rounds, Round::ratio);
        }

        /** Microseconds of the processors for each event, without what the sender took. */
        public Figure cpuMicros() {
            return Figure.of(rounds, round -> (round.cpuSeconds - round.senderCpuSeconds) / events * 1e6);
        }

        public Figure bareCpuMicros() {
            return Figure.of(rounds, round -> round.bareCpuSeconds / events * 1e6);
        }
    }

    /**
     * A bench.
     *
     * @param events in each round
     * @param rounds that count
     */
    public IngestBench(int events, int rounds, int workers, long seed, Consumer<String> notes) {
        this.events = events;
        this.rounds = rounds;
        this.workers = workers;
        this.seed = seed;
        this.notes = notes;
    }

    public Result run() throws IOException, InterruptedException {
        try (BenchHost bench = BenchHost.start(workers)) {
            List<Round> measured = new ArrayList<>();
            long rawBytes = 0;
            for (int round = 1 - WARM_UP; round <= rounds; round++) {
                notes.accept(round < 1 ? "warm-up ..." : "round " + round + " of " + rounds + " ...");
                List<byte[]> lines = new BenchLines(seed + round + WARM_UP)
                        .take(events, Clock.systemUTC().instant());
                rawBytes += lines.stream().mapToLong(line -> line.length).sum();
                Round one = round(bench, lines);
                if (round > 0) {
                    measured.add(one);
                }
            }
            LedgerTotals totals = bench.host().ledger().totals();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return new Result(
                    events,
                    measured,
                    bench.host().offenses().statistics().findings(),
                    totals.residue(),
                    rawBytes,
                    bench.host().events().statistics().all().bytes(),
                    runtime.totalMemory() - runtime.freeMemory());
        }
    }

    /** From the first byte sent until the last event is indexed and everything is durable; then the other side. */
    private Round round(BenchHost bench, List<byte[]> lines) throws IOException, InterruptedException {
        Sender sender = new Sender(lines);
        long before = bench.host().ledger().totals().settled();
        System.gc();
        long cpu = Threads.cpuNanos();
        long began = System.nanoTime();
        Sender.Sent sent = sender.send(bench.port(), events, 0);
        bench.awaitSettled(before + events);
        bench.host().makeDurable();
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuSeconds = (Threads.cpuNanos() - cpu) / 1e9;
        BareIngest.Taken bare = new BareIngest(bench.folder("bare"), workers, events).run(bench.host(), lines);
        return new Round(seconds, cpuSeconds, sent.cpuNanos() / 1e9, bare.seconds(), bare.cpuSeconds());
    }
}
