package dev.vedette.host.ingest;

import dev.vedette.api.read.RecordReader;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import java.time.Duration;

/** The packs' readers of container files. */
public final class PackReaders {
    /** Reading goes on as long as the file and the host's own back-pressure make it. */
    private static final Budget READING = new Budget(Duration.ofHours(24), Duration.ofHours(24));

    private PackReaders() {}

    /**
     * A reader behind the guard: whatever it throws ends the file with an {@link java.io.IOException} that names it.
     *
     * @param id the reader's own
     */
    public static RecordReader guarded(PackId pack, String id, RecordReader reader, PackGuard guard) {
        return new GuardedReader(
                id,
                reader,
                guard,
                guard.plugin(pack, "record reader " + id, Budget.PARSER),
                guard.plugin(pack, "record reader " + id + " (reading)", READING));
    }
}
