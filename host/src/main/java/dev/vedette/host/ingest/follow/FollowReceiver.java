package dev.vedette.host.ingest.follow;

import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.CountingReceiver;
import dev.vedette.host.ingest.PatientIntake;
import dev.vedette.host.ingest.ReceiverParts;
import dev.vedette.host.ingest.ReceiverSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the files of a path, a folder or a pattern, on a thread of its own. */
public final class FollowReceiver extends CountingReceiver implements FollowedFile.Lines {
    private static final Logger log = LoggerFactory.getLogger(FollowReceiver.class);
    private static final long LOOK_MILLIS = 250;
    private static final long NOTE_MILLIS = 1_000;
    private static final long DURABLE_MILLIS = 30_000;
    private static final int PIECES_IN_TURN = 64;

    private final PatientIntake intake;
    private final FollowedSet files;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean dirty;
    private boolean owed; // a note without which no more may be read
    private @Nullable String problem;

    /** Begins at once. */
    public FollowReceiver(ReceiverSettings settings, ReceiverParts parts) {
        super(settings, parts);
        Path path = Objects.requireNonNull(settings.file().path(), "checked by the settings");
        intake = new PatientIntake(parts.intake(), counters());
        files = new FollowedSet(settings, new MatchingFiles(path), parts.followed(), parts.clock());
        thread = new Thread(this::run, "receiver-" + settings.id());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            files.load();
            long noted = System.nanoTime();
            while (closing.getCount() > 0) {
                boolean more = false;
                try {
                    more = turn();
                    if (dirty && System.nanoTime() - noted > TimeUnit.MILLISECONDS.toNanos(NOTE_MILLIS)) {
                        note();
                        noted = System.nanoTime();
                    }
                    problem = null;
                } catch (IOException e) { // a full disk, for one: it goes on by itself
                    failed(e);
                }
                if (!more && closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            log.debug("Receiver {} is told to stop", id());
        } catch (IOException e) {
            log.error("Receiver {} stopped following files: {}", id(), e.toString());
        }
        finish();
    }

    /** Looks once at everything; true if there may be more to read. */
    private void failed(IOException cause) {
        String before = problem;
        problem = cause.toString();
        dirty = true;
        if (!problem.equals(before)) {
            log.warn(
                    "Receiver {} cannot note how far it read: {}. It tries again; free some space or mend the disk",
                    id(),
                    problem);
        }
    }

    private boolean turn() throws IOException, InterruptedException {
        owed |= files.look(this);
        if (owed) {
            note(); // before the first record of another file: the note says which one has the name
            owed = false;
        }
        boolean more = false;
        for (FollowedFile file : files.open()) {
            for (int i = 0; i < PIECES_IN_TURN; i++) {
                if (!readLoudly(file)) {
                    break;
                }
                more |= i == PIECES_IN_TURN - 1;
                dirty = true;
            }
        }
        dirty |= files.letGo(this);
        return more;
    }

    private boolean readLoudly(FollowedFile file) throws InterruptedException {
        try {
            return file.read(this, parts().clock().millis());
        } catch (IOException e) {
            counters().broken();
            log.warn("Receiver {} cannot read on in {}: {}", id(), file.path(), e.toString());
            files.failed(file);
            return false;
        }
    }

    @Override
    public void line(FollowedFile file, byte[] line, long lost) throws InterruptedException {
        RawRecord record = new RawRecord(line, parts().clock().instant(), files.origin(file, origin()));
        intake.offer(record);
        dirty = true;
        if (lost > 0) {
            counters().cut();
            if (counters().firstOf("cut", record.origin())) {
                log.warn(
                        "Receiver {}: {} has lines longer than {} bytes; each was cut there ({} bytes gone from this"
                                + " one). Raise max-record-bytes of the receiver to keep them whole",
                        id(),
                        file.path(),
                        settings().maxRecordBytes(),
                        lost);
            }
        }
    }

    private void note() throws IOException, InterruptedException {
        long failed = intake.awaitDurable(DURABLE_MILLIS);
        if (failed > 0) {
            log.warn(
                    "Receiver {}: {} records could not be made durable; the files are read again from the last note",
                    id(),
                    failed);
            files.load();
        } else if (failed == 0) {
            files.keep();
            dirty = false;
        }
    }

    private void finish() {
        boolean unused = Thread.interrupted();
        try {
            if (dirty && intake.awaitDurable(5_000) == 0) {
                files.keep();
            }
        } catch (IOException | InterruptedException e) {
            log.warn("Receiver {} could not note how far it read: {}", id(), e.toString());
        }
        files.closeAll();
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(1_000); // a turn ends soon, unless it waits for room
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
