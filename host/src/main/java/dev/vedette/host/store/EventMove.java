package dev.vedette.host.store;

import java.time.Instant;

/**
 * An event that is written in another slice, and is to go from where it stood.
 *
 * @param before the time that it had there
 * @param to name of the slice that it goes to
 */
public record EventMove(String id, String client, Instant before, String to) {}
