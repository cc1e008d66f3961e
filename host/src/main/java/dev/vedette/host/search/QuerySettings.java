package dev.vedette.host.search;

import dev.vedette.host.query.run.RunLimits;

/**
 * What one query may use of the host's memory.
 *
 * @param maxRows rows that a sort over events keeps, or that {@link QueryRun#run} collects
 * @param maxGroups groups of one {@code stats} or {@code GROUP BY}
 * @param maxValues values that {@code dc}, {@code values} and {@code dedup} remember in all groups together
 */
public record QuerySettings(int maxRows, int maxGroups, int maxValues) {
    public static final QuerySettings DEFAULTS = new QuerySettings(10_000, 100_000, 1_000_000);

    public QuerySettings {
        if (maxRows < 1 || maxGroups < 1 || maxValues < 1) {
            throw new IllegalArgumentException("search.query: max-rows, max-groups and max-values are at least 1");
        }
    }

    RunLimits limits() {
        return new RunLimits(maxRows, maxGroups, maxValues);
    }
}
