package dev.vedette.host.cli.bench;

import dev.vedette.host.Host;
import dev.vedette.host.HostFolders;
import dev.vedette.host.HostSettings;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.pipeline.PipelineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A whole host in a folder of its own, with the bundled packs and a syslog receiver, that goes when it is closed. */
final class BenchHost implements AutoCloseable {
    static final String RECEIVER = "bench";

    private final Path folder;
    private final Host host;

    private BenchHost(Path folder, Host host) {
        this.folder = folder;
        this.host = host;
    }

    /**
     * Starts one.
     *
     * @throws IOException also where there are no bundled packs
     */
    static BenchHost start(int workers) throws IOException {
        Path distribution = HostFolders.distribution();
        if (distribution == null) {
            throw new IOException("the bench needs the bundled packs; run it through the launcher ./vedette");
        }
        Path folder = Files.createTempDirectory("vedette-bench-");
        Host host = null;
        try {
            host = Host.start(
                    settings(workers),
                    new HostFolders(folder.resolve("data"), folder.resolve("packs"), distribution),
                    Clock.systemUTC());
        } finally {
            if (host == null) {
                delete(folder);
            }
        }
        return new BenchHost(folder, host);
    }

    private static HostSettings settings(int workers) {
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

    Host host() {
        return host;
    }

    /** A folder for the other side. */
    Path folder(String name) {
        return folder.resolve(name);
    }

    int port() {
        return Objects.requireNonNull(host.receivers().byId(RECEIVER), RECEIVER).port();
    }

    /** Waits until so many records in all have come to their end. */
    void awaitSettled(long records) {
        while (host.ledger().totals().settled() < records) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        host.close();
        delete(folder);
    }
}
