package dev.vedette.host.correlate;

/**
 * A finding joined an offense.
 *
 * @param opened whether it opened it
 */
public record OffenseUpdate(String offenseId, String client, String ruleId, String eventId, boolean opened) {}
