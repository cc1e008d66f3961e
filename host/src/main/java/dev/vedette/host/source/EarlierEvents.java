package dev.vedette.host.source;

import java.time.Instant;

/** Parses again what a source sent before it was recognised. */
@FunctionalInterface
public interface EarlierEvents {
    /** Nothing is parsed again. */
    EarlierEvents NONE = (source, since) -> {};

    /**
     * Called from the sweep, once for each recognition of a source of which something had not been understood. May take
     * its time; what it cannot do it says in the log.
     *
     * @param since of this time of receipt or later
     */
    void parseAgain(SourceId source, Instant since);
}
