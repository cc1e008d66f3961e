package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place in all events, newest first: behind the event of this time and id. Events of the same time come in descending
 * order of their ids, so a cursor means the same after merges, restarts and whatever has been added meanwhile.
 */
public record EventCursor(Instant time, String eventId) {
    /** The order of a scan: newest first, then by id, the greatest first. */
    public static final Comparator<Event> ORDER =
            Comparator.comparing(Event::timestamp).thenComparing(Event::id).reversed();

    /** The place behind an event. */
    public static EventCursor after(Event event) {
        return new EventCursor(event.timestamp(), event.id());
    }

    /** Whether an event comes behind this place. */
    public boolean isBefore(Event event) {
        int compared = event.timestamp().compareTo(time);
        return compared < 0 || (compared == 0 && event.id().compareTo(eventId) < 0);
    }

    /** The cursor as text without spaces, for a URL or a command line. */
    public String text() {
        return time + "/" + eventId;
    }

    /** Reads {@link #text()}; null if it is none. */
    public static @Nullable EventCursor parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        try {
            return new EventCursor(Instant.parse(text.substring(0, slash)), text.substring(slash + 1));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
