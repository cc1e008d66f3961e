package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.read.RecordSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes whole files in, once, waiting whenever the intake is full; on the caller's thread, one file at a time. */
public final class FileIngest {
    private static final int MAX_DAMAGES = 100;

    private final FileRecords records;
    private final PatientIntake offers;
    private final Clock clock;
    private final ReceiverCounters counters;
    private long files;
    private long taken;
    private final List<String> damages = new ArrayList<>();

    public FileIngest(FileRecords records, Intake intake, Clock clock) {
        this(records, intake, clock, new ReceiverCounters());
    }

    FileIngest(FileRecords records, Intake intake, Clock clock, ReceiverCounters counters) {
        this.records = records;
        this.counters = counters;
        offers = new PatientIntake(intake, counters);
        this.clock = clock;
    }

    /**
     * Takes in a file, or the files of a folder and of those below it in the order of their names.
     *
     * @param path as it is to stand in {@link Origin#path()}
     * @param client that owns the records
     * @param receiver id for the origin
     * @param parser that the records are bound to, or null
     * @return after all records are durable
     * @throws IOException if the path cannot be read at all, or records could not be made durable; a damaged file in a
     *     folder is a damage in the report
     */
    public FileReport ingest(Path path, String client, String receiver, @Nullable String parser) throws IOException {
        if (Files.isDirectory(path)) {
            for (Path file : filesIn(path)) {
                try {
                    one(file, client, receiver, parser);
                } catch (InterruptedIOException e) {
                    throw e;
                } catch (IOException e) {
                    damaged(file, e.toString());
                }
            }
        } else {
            one(path, client, receiver, parser);
        }
        awaitDurable();
        return new FileReport(files, taken, damages);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void one(Path file, String client, String receiver, @Nullable String parser) throws IOException {
        Origin origin =
                Origin.of(client, receiver).path(file.toString()).parser(parser).build();
        files++;
        try {
            records.read(file, new RecordSink() {
                @Override
                public void record(byte[] bytes) {
                    offer(new RawRecord(bytes, clock.instant(), origin));
                }

                @Override
                public void damaged(long offset, String reason) {
                    FileIngest.this.damaged(file, reason + " (near byte " + offset + ")");
                }
            });
        } catch (Interrupted e) {
            throw new InterruptedIOException("stopped while " + file + " was read");
        }
    }

    private void damaged(Path file, String reason) {
        counters.broken();
        if (damages.size() < MAX_DAMAGES) {
            damages.add(file + ": " + reason);
        }
    }

    private void offer(RawRecord record) {
        try {
            offers.offer(record);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted();
        }
        taken++;
    }

    private void awaitDurable() throws IOException {
        try {
            long failed = offers.awaitDurable(Long.MAX_VALUE / 2_000_000);
            if (failed > 0) {
                throw new IOException(failed + " records could not be made durable");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped before all records were durable");
        }
    }

    /** Unwinds a reader, whose callbacks cannot throw checked exceptions. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("interrupted", null, false, false);
        }
    }
}
