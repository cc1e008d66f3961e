package dev.vedette.host.correlate;

import java.time.Instant;
import java.util.List;

/**
 * What one rule gave to an offense. What the rating needs of the rule is kept here, for the rule may be gone tomorrow.
 *
 * @param level Sigma's level
 * @param severity 0 to 10
 * @param confidence how far the rule is to be believed, 0 to 1
 * @param pack the pack and version it came in, {@code id@version}
 * @param techniques ATT&amp;CK ids
 * @param tactics ATT&amp;CK tactics in lower case with dashes
 * @param count how many events it matched
 * @param first time of the earliest of them
 * @param last time of the latest
 * @param events ids of the first of them, as evidence
 * @param logSources which types of log source it matched on, each with an event that shows it
 */
public record Contribution(
        String rule,
        String title,
        String level,
        int severity,
        double confidence,
        String pack,
        List<String> techniques,
        List<String> tactics,
        long count,
        Instant first,
        Instant last,
        List<String> events,
        List<SourceShare> logSources) {
    /** A type of log source on which the rule matched, and an event of it. */
    public record SourceShare(String logSource, String event) {}

    public Contribution {
        techniques = List.copyOf(techniques);
        tactics = List.copyOf(tactics);
        events = List.copyOf(events);
        logSources = List.copyOf(logSources);
    }
}
