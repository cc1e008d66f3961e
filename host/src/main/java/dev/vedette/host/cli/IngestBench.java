package dev.vedette.host.cli;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.Host;
import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.ingest.Receiver;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.parse.ParseStage;
import dev.vedette.host.pipeline.EventFinisher;
import dev.vedette.host.pipeline.PipelineSettings;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.BareLucene;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Measures ingest end to end, and bare Lucene on the same events. */
final class IngestBench {
    private static final int DISTINCT = 20_000;
    private static final int CONNECTIONS = 4;
    private static final String RECEIVER = "bench";

    private final int events;
    private final int workers;
    private final List<byte[]> lines;
    private final Consumer<String> notes;

    /** The figures of one run. */
    record Result(
            int events,
            double seconds,
            double bareSeconds,
            long findings,
            long residue,
            long rawBytes,
            long storedBytes,
            long heapBytes) {
        double perSecond() {
            return events / seconds;
        }

        double barePerSecond() {
            return events / bareSeconds;
        }

        double ratio() {
            return perSecond() / barePerSecond();
        }
    }

    IngestBench(int events, int workers, long seed, Consumer<String> notes) {
        this.events = events;
        this.workers = workers;
        this.lines = new BenchLines(seed)
                .take(Math.min(events, DISTINCT), Clock.systemUTC().instant());
        this.notes = notes;
    }

    Result run() throws IOException, InterruptedException {
        Path distribution = HostFolders.distribution();
        if (distribution == null) {
            throw new CliException("the bench needs the bundled packs; run it through the launcher ./vedette");
        }
        Path folder = Files.createTempDirectory("vedette-bench-");
        try {
            notes.accept("ingest ...");
            Host host = Host.start(
                    settings(),
                    new HostFolders(folder.resolve("data"), folder.resolve("packs"), distribution),
                    Clock.systemUTC());
            Result measured;
            List<Event> sample;
            try {
                sample = parsed(host);
                measured = measure(host);
            } finally {
                host.close();
            }
            notes.accept("bare Lucene ...");
            return new Result(
                    events,
                    measured.seconds,
                    bare(folder.resolve("bare"), sample),
                    measured.findings,
                    measured.residue,
                    measured.rawBytes,
                    measured.storedBytes,
                    measured.heapBytes);
        } finally {
            delete(folder);
        }
    }

    private HostSettings settings() {
        PipelineSettings usual = PipelineSettings.DEFAULTS;
        return HostSettings.DEFAULTS
                .forOneCommand()
                .withReceivers(List.of(ReceiverSettings.of(RECEIVER, ReceiverType.SYSLOG_TCP, 0)))
                .withPipeline(new PipelineSettings(
                        workers,
                        usual.batchRecords(),
                        usual.queuedBatches(),
                        usual.maxFields(),
                        usual.maxText(),
                        usual.commitInterval()));
    }

    /** From the first byte sent until the last event is indexed and everything is durable. */
    private Result measure(Host host) throws IOException, InterruptedException {
        Receiver receiver = Objects.requireNonNull(host.receivers().byId(RECEIVER), RECEIVER);
        long began = System.nanoTime();
        long bytes = send(receiver.port());
        while (host.ledger().totals().settled() < events) {
            Pause.millis(5);
        }
        host.makeDurable();
        double seconds = (System.nanoTime() - began) / 1e9;
        Runtime runtime = Runtime.getRuntime();
        return new Result(
                events,
                seconds,
                1,
                host.offenses().statistics().findings(),
                host.ledger().totals().residue(),
                bytes,
                host.events().statistics().all().bytes(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    /** Several connections, so that the sources spread over the workers as in real life. */
    private long send(int port) throws InterruptedException, IOException {
        List<Future<Long>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int c = 0; c < CONNECTIONS; c++) {
                int first = c;
                senders.add(threads.submit(() -> send(port, first)));
            }
        }
        return sum(senders);
    }

    private long send(int port, int first) throws IOException {
        long bytes = 0;
        // Each connection from an address of its own: a source is a receiver and a sender.
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + first)});
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0);
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
            for (int i = first; i < events; i += CONNECTIONS) {
                byte[] line = lines.get(i % lines.size());
                out.write(line);
                out.write('\n');
                bytes += line.length;
            }
        }
        return bytes;
    }

    /** The events as the store gets them. */
    private List<Event> parsed(Host host) {
        ParseStage stage =
                new ParseStage(() -> host.content().get().pipeline().parsers(), host.guard(), ParseSettings.defaults());
        EventFinisher finisher = new EventFinisher(Clients.of(List.of()), Clock.systemUTC(), PipelineSettings.DEFAULTS);
        Origin origin = Origin.of(Client.DEFAULT, RECEIVER).build();
        Instant now = Clock.systemUTC().instant();
        List<Event> parsed = new ArrayList<>(lines.size());
        for (byte[] line : lines) {
            long position = parsed.size();
            stage.accept(
                    new JournaledRecord(position, new RawRecord(line, now, origin)),
                    outcome -> outcome.events().forEach(event -> parsed.add(finisher.enrich(event, position, 0))));
        }
        return parsed;
    }

    private double bare(Path folder, List<Event> sample) throws IOException, InterruptedException {
        BareLucene.Prepared prepared = BareLucene.prepare(sample);
        int times = Math.max(1, Math.round((float) events / workers / sample.size()));
        List<Future<Long>> writers = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int w = 0; w < workers; w++) {
                Path own = Files.createDirectories(folder.resolve("index-" + w));
                writers.add(threads.submit(() -> new BareLucene(own, 500_000, 128L << 20).run(prepared, times)));
            }
        }
        long written = sum(writers);
        double seconds = (System.nanoTime() - began) / 1e9;
        return seconds * events / written; // a few more or fewer than asked, because the sample is written whole
    }

    private static long sum(List<Future<Long>> futures) throws IOException, InterruptedException {
        long sum = 0;
        for (Future<Long> future : futures) {
            try {
                sum += future.get();
            } catch (ExecutionException e) {
                throw new IOException("a thread of the bench failed: " + e.getCause(), e);
            }
        }
        return sum;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
