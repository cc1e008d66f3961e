package dev.vedette.host.query.expr;

import org.jspecify.annotations.Nullable;

/**
 * A figure over all rows of a group.
 *
 * @param kind what is computed
 * @param value of what; null to count rows
 * @param percent for a percentile, above 0 to 100
 * @param name of its column
 */
public record Aggregate(Kind kind, @Nullable Expression value, double percent, String name) {
    /** What can be computed. Values that are missing play no part. */
    public enum Kind {
        /** How many rows, or rows with a value; a coalesced event counts as the events it stands for. */
        COUNT,
        /** The sum of numbers. */
        SUM,
        /** The mean of numbers. */
        AVG,
        /** The smallest value. */
        MIN,
        /** The greatest value. */
        MAX,
        /** How many different values. */
        DISTINCT,
        /** The different values as a list. */
        VALUES,
        /** The number that so many percent of all do not exceed. */
        PERCENTILE,
        /** The oldest value. */
        FIRST,
        /** The newest value. */
        LAST,
        /** The standard deviation of numbers, as of a sample. */
        STDEV
    }
}
