package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.util.List;

/**
 * The answer to a search.
 *
 * @param events newest first; in the order of {@link EventCursor}
 * @param total how many match
 * @param totalExact whether {@code total} is the number; otherwise there are at least that many
 */
public record SearchResult(List<Event> events, long total, boolean totalExact) {
    /** Up to here totals are exact. */
    public static final int EXACT_UP_TO = 10_000;

    public SearchResult {
        events = List.copyOf(events);
    }
}
