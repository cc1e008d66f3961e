package dev.vedette.host.flow;

/** Follows the sequence numbers of one domain. Not thread-safe. */
final class SequenceTrack {
    /** A jump beyond is a restart of the exporter, not a loss. */
    private static final long MAX_GAP = 1_000_000;

    private long expected = -1;
    private long datagrams;
    private long lost;
    private long restarts;

    void saw(long sequence, long units) {
        datagrams++;
        if (expected >= 0 && sequence != expected) {
            long gap = sequence - expected & 0xFFFF_FFFFL;
            long behind = expected - sequence & 0xFFFF_FFFFL;
            if (gap <= MAX_GAP) {
                lost += gap;
            } else if (behind <= MAX_GAP && sequence != 0) {
                lost = Math.max(0, lost - units); // a datagram that was overtaken had been counted as lost
                return;
            } else {
                restarts++;
            }
        }
        expected = sequence + units & 0xFFFF_FFFFL;
    }

    ExporterStatistics snapshot(ExporterKey key, long domain) {
        return new ExporterStatistics(key.client(), key.exporter(), domain, datagrams, lost, restarts);
    }
}
