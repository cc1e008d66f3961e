package dev.vedette.host.store;

import java.time.Instant;

/** Points in time as nanoseconds since 1970: what a column holds. They reach from 1677 to 2262. */
final class Nanos {
    private static final long PER_SECOND = 1_000_000_000L;
    private static final long LAST_SECOND = Long.MAX_VALUE / PER_SECOND;
    private static final long FIRST_SECOND = Long.MIN_VALUE / PER_SECOND;

    private Nanos() {}

    /** The nearest number of nanoseconds. */
    static long of(Instant time) {
        long second = time.getEpochSecond();
        if (second >= LAST_SECOND) {
            return Long.MAX_VALUE;
        }
        return second <= FIRST_SECOND ? Long.MIN_VALUE : second * PER_SECOND + time.getNano();
    }

    /** Whether {@link #of} is exact. */
    static boolean fits(Instant time) {
        long second = time.getEpochSecond();
        return second < LAST_SECOND && second > FIRST_SECOND;
    }

    static Instant toInstant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
