package dev.vedette.host.store;

import org.jspecify.annotations.Nullable;

/**
 * Whose repeated events are written as one event with a count, every raw record of it kept.
 *
 * @param client the client's id
 * @param source its log source, as {@code Origin.source} names it; null is all of them
 */
public record CoalescedSource(String client, @Nullable String source) {}
