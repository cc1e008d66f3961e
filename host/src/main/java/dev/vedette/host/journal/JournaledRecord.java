package dev.vedette.host.journal;

import dev.vedette.api.event.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that is durable.
 *
 * @param position where it stands in the journal: unique, growing, over restarts too
 * @param mark how far its source has been taken in with it, or null where nobody asks
 */
public record JournaledRecord(
        long position, RawRecord record, @Nullable SourceMark mark) {
    public JournaledRecord(long position, RawRecord record) {
        this(position, record, null);
    }
}
