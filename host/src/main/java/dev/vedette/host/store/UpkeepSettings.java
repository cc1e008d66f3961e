package dev.vedette.host.store;

import java.time.Duration;

/**
 * How the store looks after itself.
 *
 * @param every how often it looks at its age, its size and the disk
 * @param warnFreeBytes with less than this left on the disk the host says so
 * @param roomFreeBytes with less than this left, slices of buckets that are deleted on demand and past their time go
 * @param checkAtStart whether the checksums of all slices are checked when the host starts, beside its work
 * @param checkEvery how often the checksums of each slice are checked after that
 * @param mergeThreads how many threads merge files at once, of all slices
 */
public record UpkeepSettings(
        Duration every,
        long warnFreeBytes,
        long roomFreeBytes,
        boolean checkAtStart,
        Duration checkEvery,
        int mergeThreads) {
    public UpkeepSettings {
        if (!every.isPositive() || !checkEvery.isPositive()) {
            throw new IllegalArgumentException("store.upkeep.every and store.upkeep.check-every are more than 0");
        }
        if (mergeThreads < 1) {
            throw new IllegalArgumentException("store.upkeep.merge-threads is at least 1");
        }
    }

    public static UpkeepSettings defaults() {
        return new UpkeepSettings(Duration.ofSeconds(10), 4L << 30, 1L << 30, false, Duration.ofDays(7), 2);
    }

    public UpkeepSettings withRoomFreeBytes(long bytes) {
        return new UpkeepSettings(every, warnFreeBytes, bytes, checkAtStart, checkEvery, mergeThreads);
    }

    public UpkeepSettings withCheckAtStart(boolean check) {
        return new UpkeepSettings(every, warnFreeBytes, roomFreeBytes, check, checkEvery, mergeThreads);
    }
}
