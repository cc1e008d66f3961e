package dev.vedette.host.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as of one moment.
 *
 * @param name what people call it
 * @param receiver that it was last heard on
 * @param sender its address, or null for a file
 * @param types the parsers whose format it was recognised as, the one that read the latest record first
 * @param counts what became of its records since the host started
 * @param perSecond records a second over the last minute
 * @param quiet since the last record, in the host's own time
 * @param silentAfter quiet for so long it is silent; null while its habits are not known, or it is not watched
 * @param silent whether it is now
 */
public record Source(
        SourceId id,
        String name,
        String receiver,
        @Nullable String sender,
        List<Type> types,
        Instant firstSeen,
        Instant lastSeen,
        Counts counts,
        double perSecond,
        Duration quiet,
        @Nullable Duration silentAfter,
        boolean silent) {
    public Source {
        types = List.copyOf(types);
    }

    /**
     * A format of the source.
     *
     * @param parser id of the parser
     * @param lastSeen when a record of it was last received
     */
    public record Type(String parser, Instant lastSeen) {}

    /** What became of records. */
    public record Counts(long understood, long filtered, long unparsed, long broken) {
        public long all() {
            return understood + filtered + unparsed + broken;
        }
    }
}
