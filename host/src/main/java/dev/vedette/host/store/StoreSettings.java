package dev.vedette.host.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the event store behaves.
 *
 * @param sliceLength how much time one slice holds: a day, or a part of a day that divides it
 * @param oldestYears events older than this many years before they were received go to a slice of their own
 * @param maxOpenSlices how many slices are open at once
 * @param ramBytes how much memory all slices together use for events not yet on disk
 * @param idle a slice that nothing was added to for so long is closed at the next commit
 * @param minFreeBytes with less than this left on the disk nothing is added
 * @param refresh a search sees what was appended at least this long ago
 * @param buckets which events are kept for how long; the first that takes an event has it
 * @param upkeep how the store looks after itself
 */
public record StoreSettings(
        Duration sliceLength,
        int oldestYears,
        int maxOpenSlices,
        long ramBytes,
        Duration idle,
        long minFreeBytes,
        Duration refresh,
        List<RetentionBucket> buckets,
        UpkeepSettings upkeep) {
    private static final Duration DAY = Duration.ofDays(1);

    public StoreSettings {
        if (sliceLength.compareTo(Duration.ofMinutes(1)) < 0
                || sliceLength.compareTo(DAY) > 0
                || sliceLength.toSeconds() % 60 != 0
                || DAY.toMillis() % sliceLength.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "sliceLength is a day or some minutes that divide it, such as PT1H, not " + sliceLength);
        }
        if (oldestYears < 1 || maxOpenSlices < 1 || ramBytes < 1 << 20) {
            throw new IllegalArgumentException("oldestYears and maxOpenSlices are at least 1, ramBytes at least 1 MiB");
        }
        buckets = List.copyOf(buckets);
        requireOrder(buckets);
    }

    private static void requireOrder(List<RetentionBucket> buckets) {
        Set<String> names = new HashSet<>();
        for (RetentionBucket bucket : buckets) {
            if (!names.add(bucket.name())) {
                throw new IllegalArgumentException("there are two buckets '" + bucket.name() + "' in store.buckets");
            }
            boolean last = bucket == buckets.getLast();
            if (bucket.isDefault()
                    && (!last || bucket.filter() != null || !bucket.clients().isEmpty())) {
                throw new IllegalArgumentException("the bucket '" + RetentionBucket.DEFAULT + "' takes what no other"
                        + " took: it stands last in store.buckets, without 'filter' and 'clients'");
            }
        }
    }

    public static StoreSettings defaults() {
        return new StoreSettings(
                DAY,
                10,
                32,
                256L << 20,
                Duration.ofMinutes(10),
                256L << 20,
                Duration.ofSeconds(1),
                List.of(),
                UpkeepSettings.defaults());
    }

    public StoreSettings withSliceLength(Duration length) {
        return new StoreSettings(
                length, oldestYears, maxOpenSlices, ramBytes, idle, minFreeBytes, refresh, buckets, upkeep);
    }

    public StoreSettings withMaxOpenSlices(int slices) {
        return new StoreSettings(
                sliceLength, oldestYears, slices, ramBytes, idle, minFreeBytes, refresh, buckets, upkeep);
    }

    public StoreSettings withRamBytes(long bytes) {
        return new StoreSettings(
                sliceLength, oldestYears, maxOpenSlices, bytes, idle, minFreeBytes, refresh, buckets, upkeep);
    }

    public StoreSettings withRefresh(Duration time) {
        return new StoreSettings(
                sliceLength, oldestYears, maxOpenSlices, ramBytes, idle, minFreeBytes, time, buckets, upkeep);
    }

    public StoreSettings withMinFreeBytes(long bytes) {
        return new StoreSettings(
                sliceLength, oldestYears, maxOpenSlices, ramBytes, idle, bytes, refresh, buckets, upkeep);
    }

    public StoreSettings withBuckets(List<RetentionBucket> others) {
        return new StoreSettings(
                sliceLength, oldestYears, maxOpenSlices, ramBytes, idle, minFreeBytes, refresh, others, upkeep);
    }

    public StoreSettings withUpkeep(UpkeepSettings other) {
        return new StoreSettings(
                sliceLength, oldestYears, maxOpenSlices, ramBytes, idle, minFreeBytes, refresh, buckets, other);
    }
}
