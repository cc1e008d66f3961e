package dev.vedette.host.store;

import java.util.List;

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
}
