package dev.vedette.host.journal;

import dev.vedette.api.event.RawRecord;

/**
 * A record that is durable.
 *
 * @param position where it stands in the journal: unique, growing, over restarts too
 */
public record JournaledRecord(long position, RawRecord record) {}
