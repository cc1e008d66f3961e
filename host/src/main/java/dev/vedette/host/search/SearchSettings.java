package dev.vedette.host.search;

import java.time.Duration;

/**
 * Limits of searches that run as jobs.
 *
 * @param workers searches that run at the same time
 * @param runningPerUser of one user at the same time
 * @param queuedPerUser of one user that may wait; further ones are told to come again
 * @param resultRows rows kept of one search; pages and exports of events go on beyond them from the store
 * @param resultBytes bytes kept of one search
 * @param runTime after which a search is ended with an error, keeping what it found
 * @param retention how long a finished search is kept
 * @param keptPerUser finished searches of one user that are kept, the latest ones
 * @param reuse so long the same question of the same user is answered with the search that is there
 * @param memoryBytes for rows of all searches together; beyond it they are kept in files
 * @param diskBytes of those files; beyond it the oldest finished searches go
 * @param exports that run at the same time
 * @param exportsPerUser of one user at the same time
 * @param query what one search may keep in memory
 */
public record SearchSettings(
        int workers,
        int runningPerUser,
        int queuedPerUser,
        int resultRows,
        long resultBytes,
        Duration runTime,
        Duration retention,
        int keptPerUser,
        Duration reuse,
        long memoryBytes,
        long diskBytes,
        int exports,
        int exportsPerUser,
        QuerySettings query) {
    public static final SearchSettings DEFAULT = new SearchSettings(
            4,
            2,
            20,
            100_000,
            256L << 20,
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            200,
            Duration.ofSeconds(30),
            64L << 20,
            2L << 30,
            4,
            2,
            QuerySettings.DEFAULTS);

    public SearchSettings {
        if (workers < 1 || runningPerUser < 1 || queuedPerUser < 1 || resultRows < 1 || resultBytes < 1) {
            throw new IllegalArgumentException(
                    "search: workers, running-per-user, queued-per-user, result-rows and result-bytes are at least 1");
        }
        if (keptPerUser < 1 || exports < 1 || exportsPerUser < 1) {
            throw new IllegalArgumentException("search: kept-per-user, exports and exports-per-user are at least 1");
        }
        if (runTime.toMillis() < 1 || retention.toMillis() < 1 || reuse.isNegative()) {
            throw new IllegalArgumentException("search: run-time and retention are greater than 0");
        }
        if (memoryBytes < 0 || diskBytes < 0) {
            throw new IllegalArgumentException("search: memory-bytes and disk-bytes are not negative");
        }
    }
}
