package dev.vedette.host.journal;

import java.time.Duration;

/**
 * How the journal behaves.
 *
 * @param segmentBytes a new file is begun when one has this size
 * @param queueRecords how many records may wait before {@code offer} answers null
 * @param queueBytes how many bytes may wait before {@code offer} answers null
 * @param groupRecords how many records one fsync and one hand-over to the pipeline hold at most
 * @param maxBytes how much disk all segments together may take; then senders are pushed back until the index has
 *     committed and segments are released
 * @param notBelow positions begin here at least: the position that the index has committed, so that a journal folder
 *     that was lost or restored from an old copy never gives out a position twice
 * @param retry how long to wait before a failing disk is tried again
 */
public record JournalSettings(
        long segmentBytes,
        int queueRecords,
        long queueBytes,
        int groupRecords,
        long maxBytes,
        long notBelow,
        Duration retry) {
    private static final long MIB = 1024 * 1024;

    public JournalSettings {
        if (segmentBytes < 1024
                || queueRecords < 1
                || queueBytes < 1
                || groupRecords < 1
                || maxBytes < 2 * segmentBytes + queueBytes
                || notBelow < 0
                || retry.isNegative()
                || retry.isZero()) {
            throw new IllegalArgumentException("journal: segmentBytes is at least 1024, maxBytes at least twice"
                    + " that and queueBytes, notBelow not negative, everything else at least 1");
        }
    }

    public static JournalSettings defaults() {
        return new JournalSettings(64 * MIB, 65_536, 64 * MIB, 4_096, 16_384 * MIB, 0, Duration.ofSeconds(1));
    }

    public JournalSettings withSegmentBytes(long bytes) {
        return new JournalSettings(bytes, queueRecords, queueBytes, groupRecords, maxBytes, notBelow, retry);
    }

    public JournalSettings withQueue(int records, long bytes) {
        return new JournalSettings(segmentBytes, records, bytes, groupRecords, maxBytes, notBelow, retry);
    }

    public JournalSettings withMaxBytes(long bytes) {
        return new JournalSettings(segmentBytes, queueRecords, queueBytes, groupRecords, bytes, notBelow, retry);
    }

    public JournalSettings withNotBelow(long position) {
        return new JournalSettings(segmentBytes, queueRecords, queueBytes, groupRecords, maxBytes, position, retry);
    }

    public JournalSettings withRetry(Duration pause) {
        return new JournalSettings(segmentBytes, queueRecords, queueBytes, groupRecords, maxBytes, notBelow, pause);
    }
}
