package dev.vedette.host.ingest;

/**
 * What a receiver did since its start.
 *
 * @param records handed in
 * @param bytes in them
 * @param dropped records that found no room
 * @param cut records that were longer than allowed, so that only their beginning was kept
 * @param broken frames, requests or files that did not follow their protocol
 * @param connections open now
 * @param refused connections turned away at the limit
 */
public record ReceiverStatistics(
        long records, long bytes, long dropped, long cut, long broken, long connections, long refused) {}
