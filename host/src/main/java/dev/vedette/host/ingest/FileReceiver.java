package dev.vedette.host.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file or folder once, at the start of the host; following a growing file comes later. */
final class FileReceiver extends CountingReceiver {
    private static final Logger log = LoggerFactory.getLogger(FileReceiver.class);

    private final Path path;
    private final Thread thread;

    FileReceiver(ReceiverSettings settings, ReceiverParts parts) {
        super(settings, parts);
        path = Objects.requireNonNull(settings.file().path(), "checked by the settings");
        thread = new Thread(this::run, "receiver-" + settings.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        FileRecords records = new FileRecords(parts.readers().get(), settings.maxRecordBytes());
        try {
            FileReport report = new FileIngest(records, parts.intake(), parts.clock(), counters)
                    .ingest(path, settings.client(), settings.id(), settings.parser());
            log.info("Receiver {} read {} records from {} files", id(), report.records(), report.files());
            report.damages().forEach(damage -> log.warn("Receiver {}: {}", id(), damage));
        } catch (IOException e) {
            log.warn("Receiver {} stopped reading {}: {}", id(), path, e.toString());
        }
    }

    @Override
    public int port() {
        return 0;
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
