package dev.vedette.host.cli.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.ScanControl;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Kills a host again and again while it works, and looks at what is left. */
public final class CrashBench {
    private static final int SENDERS = 3;
    private static final int LARGEST_BATCH = 200;
    private static final long LONGEST_WORK_MILLIS = 2_500;
    private static final long LONGEST_START_MILLIS = 2_000;
    private static final long SETTLE_SECONDS = 120;

    private final Path folder;
    private final @Nullable Path packs;
    private final int kills;
    private final Random random;
    private final Consumer<String> notes;
    private final Tally tally = new Tally();
    private final List<String> complaints = new ArrayList<>();

    /**
     * A crash test.
     *
     * @param folder empty, for the data of the host
     * @param packs of the host; null for those of the distribution
     * @param notes takes a line of progress now and then
     */
    public CrashBench(Path folder, @Nullable Path packs, int kills, long seed, Consumer<String> notes) {
        this.folder = folder;
        this.packs = packs;
        this.kills = kills;
        this.random = new Random(seed);
        this.notes = notes;
    }

    public CrashResult run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (int kill = 1; kill <= kills; kill++) {
            try (HostProcess host = HostProcess.launch(folder, packs)) {
                if (kill > 1 && random.nextInt(5) == 0) { // while it starts, replays, recovers
                    sleep(random.nextLong(LONGEST_START_MILLIS));
                } else {
                    host.awaitReady();
                    work(host);
                }
                host.kill();
            }
            notes.accept("kill " + kill + " of " + kills + ": " + tally.sent() + " sent, "
                    + tally.acknowledged().cardinality() + " acknowledged");
        }
        JsonNode ledger;
        try (HostProcess host = HostProcess.launch(folder, packs)) {
            host.awaitReady();
            ledger = settled(host);
            host.stop();
        }
        return result(ledger);
    }

    /** Sends until the host is killed, at a random moment after it acknowledged something. */
    private void work(HostProcess host) throws InterruptedException {
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(number -> new Thread(sender(host, random.nextLong()), "sender-" + number))
                .toList();
        int before = tally.acknowledged().cardinality();
        senders.forEach(Thread::start);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (tally.acknowledged().cardinality() == before && System.nanoTime() < deadline) {
            sleep(5);
        }
        sleep(random.nextLong(LONGEST_WORK_MILLIS));
        host.kill();
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private Runnable sender(HostProcess host, long seed) {
        Random own = new Random(seed);
        return () -> {
            try {
                while (true) {
                    int batch = 1 + own.nextInt(LARGEST_BATCH);
                    send(host, tally.take(batch), batch);
                }
            } catch (IOException e) {
                if (host.isAlive()) {
                    sleep(500); // its death may be a moment away
                    if (host.isAlive()) {
                        complain("a living host did not answer: " + e);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void send(HostProcess host, int first, int records) throws IOException, InterruptedException {
        int done = 0;
        while (done < records) {
            List<String> lines = IntStream.range(first + done, first + records)
                    .mapToObj(Tally::line)
                    .toList();
            int accepted = host.send(lines);
            tally.acknowledged(first + done, accepted);
            done += accepted;
            if (done < records) {
                sleep(50); // it pushed back
            }
        }
    }

    private synchronized void complain(String what) {
        complaints.add(what);
        notes.accept(what);
    }

    /** Waits until everything that comes again has come. */
    private JsonNode settled(HostProcess host) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        JsonNode ledger = host.ledger();
        while (ledger.path("pending").asLong() != 0 && System.nanoTime() < deadline) {
            sleep(20);
            ledger = host.ledger();
        }
        if (ledger.path("pending").asLong() != 0) {
            complain("records are still under way after " + SETTLE_SECONDS + " s: " + ledger);
        }
        return ledger;
    }

    private CrashResult result(JsonNode ledger) throws IOException {
        BitSet found = new BitSet();
        BitSet twice = new BitSet();
        Clock clock = Clock.systemUTC();
        SearchPlan all =
                new SearchPlan(new Condition.Everything(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), 0);
        Path events = folder.resolve("data").resolve("events");
        try (LuceneEventStore store = LuceneEventStore.open(events, StoreSettings.defaults(), clock)) {
            store.sweep(ClientScope.ALL, all, List.of(SearchPlan.RAW), ScanControl.NONE, values -> {
                int number = Tally.number(String.valueOf(values[0]));
                if (number < 0) {
                    complain("an event that nobody sent: " + values[0]);
                } else if (found.get(number)) {
                    twice.set(number);
                } else {
                    found.set(number);
                }
                return true;
            });
        }
        BitSet acknowledged = tally.acknowledged();
        BitSet missing = (BitSet) acknowledged.clone();
        missing.andNot(found);
        return new CrashResult(
                kills,
                tally.sent(),
                acknowledged.cardinality(),
                found.cardinality(),
                missing.cardinality(),
                twice.cardinality(),
                ledger.path("indexed").asLong(),
                ledger.path("residue").asLong(),
                complaints);
    }

    private static void sleep(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
