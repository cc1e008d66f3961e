package dev.vedette.bench;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.Host;
import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.Ledger;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The stations of a record, each for itself, with the packs of a distribution ({@code -jvmArgs -Dvedette.home=...}):
 * parsing and finishing, the rules, the ledger, the index.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup before anything else
public class HotPathBench {
    private static final int LINES = 4_096;

    private final List<RawRecord> records = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Ledger ledger = new Ledger(() -> 0);
    private Path folder;
    private Host host;
    private ParseStage stage;
    private Matcher matcher;
    private LuceneEventStore store;
    private int at;

    /** Starts a host for its packs, and a store of its own. */
    @Setup
    public void start() throws IOException {
        folder = Files.createTempDirectory("hot-path");
        host = Host.start(
                HostSettings.DEFAULTS.forOneCommand(),
                new HostFolders(folder.resolve("data"), folder.resolve("packs"), HostFolders.distribution()),
                Clock.systemUTC());
        EventFinisher finisher = new EventFinisher(Clients.of(List.of()), Clock.systemUTC(), PipelineSettings.DEFAULTS);
        stage = new ParseStage(
                () -> host.content().get().pipeline().parsers(), host.guard(), ParseSettings.defaults(), finisher);
        matcher = host.content().get().pipeline().rules().matcher();
        store = LuceneEventStore.open(folder.resolve("store"), StoreSettings.defaults(), Clock.systemUTC());
        Random random = new Random(1);
        Origin origin = Origin.of(Client.DEFAULT, "bench")
                .sender(IpAddress.parse("192.0.2.1"))
                .build();
        for (int i = 0; i < LINES; i++) {
            records.add(new RawRecord(line(random).getBytes(StandardCharsets.UTF_8), Instant.now(), origin));
            stage.accept(new JournaledRecord(i * 256L, records.get(i)), outcome -> events.addAll(outcome.events()));
        }
    }

    private static String line(Random random) {
        return random.nextBoolean()
                ? "<166>Nov 22 2026 10:15:01 fw : %ASA-6-302013: Built outbound TCP connection "
                        + random.nextInt(10_000_000)
                        + " for outside:198.51.100." + random.nextInt(256)
                        + "/443 (198.51.100.7/443) to inside:10.20.1."
                        + random.nextInt(256) + "/" + random.nextInt(60_000) + " (192.0.2.1/" + random.nextInt(60_000)
                        + ")"
                : "<190>Nov 22 10:15:01 web1 nginx: 198.51.100." + random.nextInt(256)
                        + " - - [22/Nov/2026:10:15:01 +0000] \"GET /shop/item/" + random.nextInt(100_000)
                        + " HTTP/1.1\" 200 " + random.nextInt(60_000) + " \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"";
    }

    private int next() {
        at = (at + 1) % LINES;
        return at;
    }

    /** A record to a finished event. */
    @Benchmark
    public void parseAndFinish(Blackhole hole) {
        int i = next();
        stage.accept(new JournaledRecord(i * 256L, records.get(i)), hole::consume);
    }

    /** A finished event through all rules. */
    @Benchmark
    public Object detect() {
        return matcher.evaluate(events.get(next()));
    }

    /** Document, Lucene, and its share of flushes and merges; not durable. */
    @Benchmark
    public void append() throws IOException {
        store.append(events.get(next()));
    }

    /** Both entries of a record in the ledger. */
    @Benchmark
    public void ledger() {
        int i = next();
        ledger.received(1);
        ledger.indexed(new JournaledRecord(i * 256L, records.get(i)));
    }

    /** Stops both. */
    @TearDown
    public void stop() throws IOException {
        store.close();
        host.close();
    }
}
