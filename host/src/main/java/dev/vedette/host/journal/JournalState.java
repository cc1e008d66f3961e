package dev.vedette.host.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator is shown.
 *
 * @param problem why nothing is being written at the moment, or null if all is well
 * @param since since when, or null
 * @param queued records that wait to be written or handed on
 * @param segments how many files
 * @param bytes how much disk they take
 * @param damages stretches that could not be read since the host started
 */
public record JournalState(
        @Nullable String problem,
        @Nullable Instant since,
        long queued,
        int segments,
        long bytes,
        List<JournalDamage> damages) {
    public JournalState {
        damages = List.copyOf(damages);
    }
}
