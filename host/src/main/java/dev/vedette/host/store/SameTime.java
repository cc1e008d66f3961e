package dev.vedette.host.store;

import dev.vedette.api.event.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hands over the hits of one moment in the order of a scan. Few are read at once; of many (a source that knows whole
 * seconds only) the ids are read first, and then some events at a time.
 */
final class SameTime {
    private static final int AT_ONCE = 1_024;

    private final TimeSlices slices;
    private final @Nullable EventCursor after;
    private final Predicate<Event> sink;

    SameTime(TimeSlices slices, @Nullable EventCursor after, Predicate<Event> sink) {
        this.slices = slices;
        this.after = after;
        this.sink = sink;
    }

    /** Hands over hits, which stand in ascending order of each segment's documents; false when it is enough. */
    boolean hand(List<Hit> hits) throws IOException {
        if (hits.size() <= AT_ONCE) {
            return events(hits, SegmentHits::reader);
        }
        List<Key> keys = keys(hits);
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<Hit> some = new ArrayList<>(AT_ONCE);
            for (Key key : keys.subList(from, Math.min(keys.size(), from + AT_ONCE))) {
                some.add(key.hit);
            }
            some.sort(Comparator.comparingInt(Hit::doc));
            Map<SegmentHits, EventReader> readers = new HashMap<>(); // anew: documents go back to smaller numbers
            boolean more = events(some, segment -> {
                EventReader known = readers.get(segment);
                EventReader reader = known != null ? known : new EventReader(segment.segment());
                readers.put(segment, reader);
                return reader;
            });
            if (!more) {
                return false;
            }
        }
        return true;
    }

    /** Finds what reads a segment. */
    @FunctionalInterface
    private interface Reading {
        EventReader of(SegmentHits segment) throws IOException;
    }

    private boolean events(List<Hit> hits, Reading reading) throws IOException {
        List<Event> events = new ArrayList<>(hits.size());
        for (Hit hit : hits) {
            slices.guarded(
                    hit.slice(),
                    false,
                    slice -> events.add(reading.of(hit.segment()).read(hit.doc())));
        }
        if (events.size() > 1) {
            events.sort(EventCursor.ORDER);
        }
        for (Event event : events) {
            if ((after == null || after.isBefore(event)) && !sink.test(event)) {
                return false;
            }
        }
        return true;
    }

    /** What a hit is ordered by, as its event would be. */
    private record Key(Instant time, String id, Hit hit) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::time).thenComparing(Key::id).reversed();
    }

    private List<Key> keys(List<Hit> hits) throws IOException {
        List<Key> keys = new ArrayList<>(hits.size());
        for (Hit hit : hits) {
            slices.guarded(hit.slice(), false, slice -> keys.add(key(hit)));
        }
        keys.sort(Key.ORDER);
        return keys;
    }

    private static Key key(Hit hit) throws IOException {
        Payload payload = EventReader.payload(hit.segment().segment().storedFields(), hit.doc());
        List<Object> own = payload.timeInColumn() ? List.of() : payload.kept(Event.TIMESTAMP.name());
        boolean odd = !own.isEmpty() && own.get(0) instanceof Instant; // before 1677 or after 2262
        return new Key(odd ? (Instant) own.get(0) : Instant.EPOCH, payload.id(), hit);
    }
}
