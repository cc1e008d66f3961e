package dev.vedette.host.cli.bench;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.Host;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.BareLucene;
import dev.vedette.host.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Lucene alone on the events that a host makes of the same lines: one index for each thread, as many threads as the
 * pipeline has workers, the memory that the event store has, and a commit at the end, as the host's round has one. The
 * documents, each with an id of its own as in the store, are ready before the clock starts.
 */
final class BareIngest {
    private static final int BYTES_IN_JOURNAL = 256; // of one record: ids derive from positions

    private final Path folder;
    private final int workers;
    private final int commitEvery;

    BareIngest(Path folder, int workers, int commitEvery) {
        this.folder = folder;
        this.workers = workers;
        this.commitEvery = commitEvery;
    }

    /** What it took. */
    record Taken(double seconds, double cpuSeconds) {}

    Taken run(Host host, List<byte[]> lines) throws IOException, InterruptedException {
        List<BareLucene.Prepared> shares = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            shares.add(BareLucene.prepare(events(
                    host,
                    lines.subList(
                            (int) ((long) lines.size() * w / workers), (int) ((long) lines.size() * (w + 1) / workers)),
                    w)));
        }
        try {
            System.gc();
            long ram = StoreSettings.defaults().ramBytes() / workers;
            List<Future<Long>> writers = new ArrayList<>();
            long cpu = Threads.cpuNanos();
            long began = System.nanoTime();
            try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
                for (int w = 0; w < workers; w++) {
                    Path own = Files.createDirectories(folder.resolve("index-" + w));
                    BareLucene.Prepared share = shares.get(w);
                    writers.add(threads.submit(() -> new BareLucene(own, commitEvery, ram).run(share, 1)));
                }
            }
            Taken taken = new Taken((System.nanoTime() - began) / 1e9, (Threads.cpuNanos() - cpu) / 1e9);
            for (Future<Long> writer : writers) {
                Threads.result(writer);
            }
            return taken;
        } finally {
            BenchHost.delete(folder);
        }
    }

    /** The events as the store gets them. */
    private static List<Event> events(Host host, List<byte[]> lines, int share) {
        EventFinisher finisher = new EventFinisher(Clients.of(List.of()), Clock.systemUTC(), PipelineSettings.DEFAULTS);
        ParseStage stage = new ParseStage(
                () -> host.content().get().pipeline().parsers(), host.guard(), ParseSettings.defaults(), finisher);
        Origin origin = Origin.of(Client.DEFAULT, BenchHost.RECEIVER).build();
        Clock clock = Clock.systemUTC();
        List<Event> parsed = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            long position = ((long) share << 40) + (long) parsed.size() * BYTES_IN_JOURNAL;
            Instant now = clock.instant();
            stage.accept(
                    new JournaledRecord(position, new RawRecord(line, now, origin)),
                    outcome -> parsed.addAll(outcome.events()));
        }
        return parsed;
    }
}
