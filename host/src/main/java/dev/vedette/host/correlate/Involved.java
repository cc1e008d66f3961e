package dev.vedette.host.correlate;

/**
 * Who and what an offense is about.
 *
 * @param sources source addresses
 * @param destinations destination addresses
 * @param hosts names of the machines that events were seen on
 * @param users user names
 * @param directions L2L, L2R, R2L, R2R
 * @param categories {@code event.category}
 * @param logSources types of log source (datasets)
 */
public record Involved(
        Tally sources,
        Tally destinations,
        Tally hosts,
        Tally users,
        Tally directions,
        Tally categories,
        Tally logSources) {}
