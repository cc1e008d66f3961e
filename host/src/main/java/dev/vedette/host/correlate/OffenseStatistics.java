package dev.vedette.host.correlate;

/**
 * Counts since the start.
 *
 * @param findings all that came
 * @param withoutIndex those whose index field had no value, so that there is no offense for them
 * @param informational those of rules that are informational, which make no offense
 * @param repeated those that had been counted before: replayed after a crash
 * @param opened offenses opened
 * @param forgotten counted findings forgotten before their time, for want of memory
 * @param inMemory offenses in memory
 */
public record OffenseStatistics(
        long findings,
        long withoutIndex,
        long informational,
        long repeated,
        long opened,
        long forgotten,
        int inMemory) {}
