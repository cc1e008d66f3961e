package dev.vedette.host.correlate;

/**
 * Findings that were counted, so that a replay does not count them again.
 *
 * @param position the highest journal position that one of them came from
 * @param keys a number for each, spread well
 */
@SuppressWarnings("ArrayRecordComponent") // half a million numbers are no List<Long>; nobody compares batches
public record CountedBatch(long position, long[] keys) {}
