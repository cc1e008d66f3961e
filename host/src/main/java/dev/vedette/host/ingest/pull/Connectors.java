package dev.vedette.host.ingest.pull;

import dev.vedette.api.read.RecordReader;
import dev.vedette.host.ingest.FileRecords;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.ingest.SourceMarks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All connectors of a host. Thread-safe once started. */
public final class Connectors implements AutoCloseable {
    private final List<Connector> running = new ArrayList<>();

    private Connectors() {}

    /** Starts all; a source that cannot be reached now is tried again, it stops nothing. The packs' readers take objects apart. */
    public static Connectors start(
            List<ConnectorSettings> settings,
            Intake intake,
            SourceMarks marks,
            Supplier<List<RecordReader>> readers,
            Clock clock) {
        Connectors connectors = new Connectors();
        for (ConnectorSettings one : settings) {
            connectors.running.add(new Connector(one, puller(one, readers), intake, marks, clock));
        }
        connectors.running.forEach(Connector::start);
        return connectors;
    }

    private static Puller puller(ConnectorSettings settings, Supplier<List<RecordReader>> readers) {
        if (settings.rest() != null) {
            return new RestPuller(settings.rest());
        }
        if (settings.kafka() != null) {
            return new KafkaPuller(settings.id(), settings.kafka());
        }
        if (settings.s3() != null) {
            return new S3Puller(settings.s3(), () -> new FileRecords(readers.get(), settings.maxRecordBytes()));
        }
        throw new IllegalStateException("checked by the settings");
    }

    public List<ConnectorStatus> status() {
        return running.stream().map(Connector::status).toList();
    }

    /** Stops all; what was fetched has been offered then. */
    @Override
    public void close() throws InterruptedException {
        running.forEach(Connector::stop);
        for (Connector connector : running) {
            connector.close();
        }
    }
}
