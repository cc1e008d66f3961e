package dev.vedette.host.correlate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values and how often each was seen, bounded.
 *
 * @param entries in order of first appearance
 * @param beyond how many sightings are of values for which there was no more room
 */
public record Tally(List<Entry> entries, long beyond) {
    static final Tally EMPTY = new Tally(List.of(), 0);

    /**
     * One value.
     *
     * @param firstEvent id of an event that shows it
     */
    public record Entry(String value, long count, String firstEvent) {}

    public Tally {
        entries = List.copyOf(entries);
    }

    public List<String> values() {
        return entries.stream().map(Entry::value).toList();
    }

    /** The entry of a value, or null. */
    public @Nullable Entry get(String value) {
        for (Entry entry : entries) {
            if (entry.value().equals(value)) {
                return entry;
            }
        }
        return null;
    }
}
