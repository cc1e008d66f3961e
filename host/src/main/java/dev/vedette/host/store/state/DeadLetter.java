package dev.vedette.host.store.state;

import dev.vedette.api.event.RawRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was abandoned.
 *
 * @param position in the journal; names it
 * @param record as it was received
 * @param abandonedAt when
 * @param reason why, in the word that the ledger counts by
 * @param extension which parser or other extension had it in hand, where that is known
 * @param explanation what happened, for people
 */
public record DeadLetter(
        long position,
        RawRecord record,
        Instant abandonedAt,
        String reason,
        @Nullable String extension,
        @Nullable String explanation) {}
