package dev.vedette.api.parse;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the host joins what belongs together before a parser sees it; declared as data, done by the host with bounded
 * state per source. The parts are joined with a line feed; each part counts in the ledger on its own. Immutable.
 */
public final class Assembly {
    /** The most characters that a joined record has; what is longer is handed over in parts. */
    public static final int MAX_CHARACTERS = 1024 * 1024;

    private static final Assembly NONE = new Assembly(null, null, null, 1, Duration.ZERO);

    private final @Nullable GuardedPattern start;
    private final @Nullable GuardedPattern key;
    private final @Nullable GuardedPattern end;
    private final int maxParts;
    private final Duration timeout;

    private Assembly(
            @Nullable GuardedPattern start,
            @Nullable GuardedPattern key,
            @Nullable GuardedPattern end,
            int maxParts,
            Duration timeout) {
        if (maxParts < 1 || timeout.isNegative()) {
            throw new IllegalArgumentException("an assembly has at least one part and no negative time-out");
        }
        this.start = start;
        this.key = key;
        this.end = end;
        this.maxParts = maxParts;
        this.timeout = timeout;
    }

    /** Every record stands for itself. */
    public static Assembly none() {
        return NONE;
    }

    /**
     * Lines of one message: a line that {@code start} does not match continues the one before it of the same source.
     *
     * @param start found in the first line of every message
     * @param maxLines a message that grows longer is handed over as it is
     * @param timeout how long to wait for another line, by the time of receipt
     * @throws IllegalArgumentException if {@code maxLines} is below 1 or the time-out negative
     */
    public static Assembly lines(GuardedPattern start, int maxLines, Duration timeout) {
        return new Assembly(Objects.requireNonNull(start, "start"), null, null, maxLines, timeout);
    }

    /**
     * Records of one event that name it by a key, possibly interleaved with others (Linux audit records by serial).
     *
     * @param key its first group is the key; a record in which it is not found stands for itself
     * @param end found in the record that completes the event, or null where only the time-out tells
     * @param maxRecords an event that grows longer is handed over as it is
     * @param timeout how long to wait for another record of the same key, by the time of receipt
     * @throws IllegalArgumentException if {@code maxRecords} is below 1 or the time-out negative
     */
    public static Assembly keyed(GuardedPattern key, @Nullable GuardedPattern end, int maxRecords, Duration timeout) {
        return new Assembly(null, Objects.requireNonNull(key, "key"), end, maxRecords, timeout);
    }

    /** Whether every record stands for itself. */
    public boolean isNone() {
        return start == null && key == null;
    }

    /** What the first line of a message matches, or null when records are joined by key. */
    public @Nullable GuardedPattern start() {
        return start;
    }

    /** What finds the key, or null when lines are joined. */
    public @Nullable GuardedPattern key() {
        return key;
    }

    /** What the last record of an event matches, or null. */
    public @Nullable GuardedPattern end() {
        return end;
    }

    /** How many parts at most. */
    public int maxParts() {
        return maxParts;
    }

    /** How long to wait for another part. */
    public Duration timeout() {
        return timeout;
    }
}
