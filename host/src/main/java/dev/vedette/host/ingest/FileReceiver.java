package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file or folder once, at the start of the host; following a growing file comes later. */
final class FileReceiver implements Receiver {
    private static final Logger log = LoggerFactory.getLogger(FileReceiver.class);

    private final ReceiverSettings settings;
    private final Path path;
    private final Intake intake;
    private final Clock clock;
    private final Supplier<List<RecordReader>> readers;
    private final Thread thread;
    private volatile ReceiverStatistics statistics = new ReceiverStatistics(0, 0, 0, 0, 0, 0, 0);

    FileReceiver(
            ReceiverSettings settings, Path path, Intake intake, Clock clock, Supplier<List<RecordReader>> readers) {
        this.settings = settings;
        this.path = path;
        this.intake = intake;
        this.clock = clock;
        this.readers = readers;
        thread = new Thread(this::run, "receiver-" + settings.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        FileRecords records = new FileRecords(readers.get(), settings.maxRecordBytes());
        try {
            FileReport report = new FileIngest(records, intake, clock)
                    .ingest(path, settings.client(), settings.id(), settings.parser());
            statistics = new ReceiverStatistics(
                    report.records(), 0, 0, 0, report.damages().size(), 0, 0);
            log.info("Receiver {} read {} records from {} files", id(), report.records(), report.files());
            report.damages().forEach(damage -> log.warn("Receiver {}: {}", id(), damage));
        } catch (IOException e) {
            log.warn("Receiver {} stopped reading {}: {}", id(), path, e.toString());
        }
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public ReceiverStatistics statistics() {
        return statistics;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
