package dev.vedette.host.store.state;

import dev.vedette.api.event.RawRecord;
import java.time.Instant;

/**
 * A record that was abandoned.
 *
 * @param position in the journal; names it
 * @param record as it was received
 * @param abandonedAt when
 * @param reason why
 */
public record DeadLetter(long position, RawRecord record, Instant abandonedAt, String reason) {}
