package dev.vedette.host.source;

import java.util.Arrays;

/**
 * The pauses that a source is used to make: the longest of each of the last seven days. A pause that raised an alarm is no
 * habit, unless there was one on three of these days. Not thread-safe.
 */
final class Cadence {
    static final int DAYS = 7;
    private static final int HABIT = 3;

    private final long[] usual; // milliseconds, by day modulo 7
    private final long[] alarmed;
    private long today;

    Cadence(long[] usual, long[] alarmed, long today) {
        this.usual = Arrays.copyOf(usual, DAYS);
        this.alarmed = Arrays.copyOf(alarmed, DAYS);
        this.today = today;
    }

    Cadence(long today) {
        this(new long[DAYS], new long[DAYS], today);
    }

    /**
     * The source was heard again.
     *
     * @param day number of the day
     */
    void paused(long millis, boolean raisedAlarm, long day) {
        turn(day);
        long[] kept = raisedAlarm ? alarmed : usual;
        int slot = Math.floorMod(day, DAYS);
        kept[slot] = Math.max(kept[slot], millis);
    }

    private void turn(long day) {
        for (long d = Math.max(today + 1, day - DAYS + 1); d <= day; d++) {
            usual[Math.floorMod(d, DAYS)] = 0;
            alarmed[Math.floorMod(d, DAYS)] = 0;
        }
        today = Math.max(today, day);
    }

    /** The longest usual pause in milliseconds, as of a day. */
    long longest(long day) {
        turn(day);
        long longest = Arrays.stream(usual).max().orElse(0);
        long[] often =
                Arrays.stream(alarmed).filter(pause -> pause > 0).sorted().toArray();
        return often.length < HABIT ? longest : Math.max(longest, often[often.length / 2]);
    }

    long[] usual() {
        return usual.clone();
    }

    long[] alarmed() {
        return alarmed.clone();
    }

    long today() {
        return today;
    }
}
