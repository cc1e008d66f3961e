package dev.vedette.host.store;

import java.util.List;
import java.util.Map;

/**
 * What the store holds.
 *
 * @param damaged slices that could not be opened and were set aside, with what to do
 */
public record StoreStatistics(Totals all, Map<String, Totals> perClient, List<String> damaged) {
    /**
     * Sums.
     *
     * @param events how many events, those not yet searchable included
     * @param bytes size of the committed and flushed files
     * @param slices how many folders
     */
    public record Totals(long events, long bytes, int slices) {
        static final Totals NONE = new Totals(0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(events + other.events, bytes + other.bytes, slices + other.slices);
        }
    }

    public StoreStatistics {
        perClient = Map.copyOf(perClient);
        damaged = List.copyOf(damaged);
    }
}
