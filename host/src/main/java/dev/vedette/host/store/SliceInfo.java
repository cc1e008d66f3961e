package dev.vedette.host.store;

import java.util.List;
import java.util.Set;

/**
 * A slice as a list shows it.
 *
 * @param slice the name of its folder
 * @param holds names of the legal holds that keep it
 */
public record SliceInfo(String client, String bucket, String slice, long events, long bytes, List<String> holds) {
    public SliceInfo {
        holds = List.copyOf(holds);
    }

    /** The same with only those holds that somebody may know of. */
    SliceInfo withHolds(Set<String> known) {
        return new SliceInfo(
                client,
                bucket,
                slice,
                events,
                bytes,
                holds.stream().filter(known::contains).toList());
    }
}
