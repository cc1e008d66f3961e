package dev.vedette.host.query.run;

/**
 * What one run may keep in memory.
 *
 * @param rows of a sort or a tail
 * @param groups of one stage
 * @param values that are remembered to count or list different ones, in all groups together
 */
public record RunLimits(int rows, int groups, int values) {}
