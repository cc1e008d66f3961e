package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops appends before the disk is full. Lucene gives an index up when a write fails, and everything not committed must
 * then come again from the journal; waiting for space is better.
 */
final class FreeSpace {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final int APPENDS = 1_024;
    private static final long PAUSE = 250;

    private final Path folder;
    private final long least;
    private final Clock clock;
    private final AtomicLong appends = new AtomicLong();
    private volatile boolean scarce;
    private volatile long lookedAt;

    FreeSpace(Path folder, long least, Clock clock) {
        this.folder = folder;
        this.least = least;
        this.clock = clock;
    }

    /** Looks now and then, and while there is too little four times a second. */
    void check() throws IOException {
        boolean due = appends.getAndIncrement() % APPENDS == 0;
        if (!due && !scarce) {
            return;
        }
        long now = clock.millis();
        if (!scarce || now - lookedAt >= PAUSE || now < lookedAt) {
            lookedAt = now;
            look();
        }
        if (scarce) {
            throw new StoreFullException("the disk of " + folder + " has less than " + least
                    + " bytes left (store.minFreeBytes): nothing more is indexed until there is room");
        }
    }

    private void look() throws IOException {
        long left = Files.getFileStore(folder).getUsableSpace();
        boolean tooLittle = left < least;
        if (tooLittle && !scarce) {
            LOG.error(
                    "the disk of {} has {} bytes left, less than store.minFreeBytes {}: indexing waits. Free some"
                            + " space; it goes on by itself",
                    folder,
                    left,
                    least);
        } else if (!tooLittle && scarce) {
            LOG.info("the disk of {} has room again: indexing goes on", folder);
        }
        scarce = tooLittle;
    }
}
