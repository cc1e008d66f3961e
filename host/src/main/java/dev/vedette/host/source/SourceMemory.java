package dev.vedette.host.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a source over a restart.
 *
 * @param types parsers that it was recognised as, with the time of the last record
 * @param heardFor over how long it was heard
 * @param usual see {@link Cadence}
 * @param alarmed see {@link Cadence}
 * @param day the last day of the two
 * @param name that people gave it, or null
 * @param silentAfter that people chose, or null
 */
record SourceMemory(
        SourceId id,
        Instant firstSeen,
        Instant lastSeen,
        String receiver,
        @Nullable String sender,
        Map<String, Instant> types,
        Duration heardFor,
        long[] usual,
        long[] alarmed,
        long day,
        boolean silent,
        @Nullable String name,
        @Nullable Duration silentAfter) {}
