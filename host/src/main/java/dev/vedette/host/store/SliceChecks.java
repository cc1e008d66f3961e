package dev.vedette.host.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all files of a slice now and then and compares their checksums: a flipped bit is found before somebody needs what
 * it spoilt. One slice a round.
 */
final class SliceChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SliceChecks.class);

    private final LuceneEventStore store;
    private final UpkeepSettings settings;
    private final Clock clock;
    private final Map<Path, Instant> checked = new HashMap<>();
    private final Instant started;

    SliceChecks(LuceneEventStore store, UpkeepSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.started = clock.instant();
    }

    void run() throws IOException {
        Instant due = clock.instant().minus(settings.checkEvery());
        Instant never = settings.checkAtStart() ? Instant.MIN : started;
        for (Slice slice : store.slices().all()) {
            if (checked.getOrDefault(slice.folder(), never).isBefore(due)) {
                LOG.debug("checking {}", slice.folder());
                store.slices().guarded(slice, false, target -> {
                    new SliceFiles(target.folder()).check();
                    return true;
                });
                checked.put(slice.folder(), clock.instant());
                if (!settings.checkAtStart()) {
                    return;
                }
            }
        }
    }
}
