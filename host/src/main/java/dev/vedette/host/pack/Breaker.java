package dev.vedette.host.pack;

import java.time.Duration;
import java.util.Arrays;

/**
 * Decides when an extension that keeps failing is paused, and when it is tried again. Asked only when something went
 * wrong or is wrong already, so it may lock. Times are nanoseconds of one monotonic source.
 *
 * <p>It opens when more than half of the last calls (at least 200) failed, or after five calls in 60 s that ran beyond
 * the hard limit or exhausted the memory. Open, it refuses for 30 s, doubled each time up to 15 min; then it lets one
 * call at a time through, and closes after five good ones. The pause begins at 30 s again after 15 min without opening.
 */
final class Breaker {
    private static final int WINDOW = 200;
    private static final int HARD_FAULTS = 5;
    private static final long HARD_WITHIN = Duration.ofSeconds(60).toNanos();
    private static final long FIRST_PAUSE = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMinutes(15).toNanos();
    private static final int GOOD_TRIALS = 5;

    private final long[] hard = new long[HARD_FAULTS]; // when the last ones were, as a ring
    private int hards;
    private long callsBefore; // of the window
    private long failures; // in the window
    private long lastTotal;

    private boolean open;
    private boolean trial;
    private int goodTrials;
    private long until;
    private long pause;
    private long closedAt;
    private String reason = "";

    /** Whether it is open: every call must ask {@link #admit} first. */
    synchronized boolean isOpen() {
        return open;
    }

    /** Why it is open, or empty. */
    synchronized String reason() {
        return open ? reason : "";
    }

    /** How long until the next trial, in nanoseconds; 0 when it is due. */
    synchronized long pauseLeft(long now) {
        return open ? Math.max(0, until - now) : 0;
    }

    /** Whether a call may be made although this was open a moment ago; whoever gets true must report how it went. */
    synchronized boolean admit(long now) {
        if (!open) {
            return true;
        }
        if (trial || now - until < 0) {
            return false;
        }
        trial = true;
        return true;
    }

    /** A trial went well. */
    synchronized void succeeded(long now) {
        if (!open || !trial) {
            return;
        }
        trial = false;
        if (++goodTrials >= GOOD_TRIALS) {
            open = false;
            closedAt = now;
            failures = 0;
            callsBefore = lastTotal;
            hards = 0;
        }
    }

    /**
     * A call failed.
     *
     * @param total how many calls there were ever, with this one
     * @param isHard beyond the hard limit, or out of memory
     */
    synchronized void failed(long now, long total, boolean isHard, String what) {
        lastTotal = total;
        if (open) {
            if (trial) {
                trial = false;
                open(now, "it failed again when it was tried: " + what);
            }
            return; // others were under way when it opened
        }
        failures++;
        long calls = total - callsBefore;
        if (calls > 2L * WINDOW) { // let the past weigh no more than one window, with the failures it had
            failures = Math.max(1, failures * WINDOW / calls);
            callsBefore = total - WINDOW;
            calls = WINDOW;
        }
        if (calls >= WINDOW && 2 * failures > calls) {
            open(now, failures + " of the last " + calls + " calls failed, the last one: " + what);
            return;
        }
        if (isHard) {
            hard[hards++ % HARD_FAULTS] = now;
            if (hards >= HARD_FAULTS && Arrays.stream(hard).allMatch(at -> now - at <= HARD_WITHIN)) {
                open(now, HARD_FAULTS + " calls within 60 s had to be abandoned, the last one: " + what);
            }
        }
    }

    private void open(long now, String why) {
        boolean calm = !open && (pause == 0 || now - closedAt > LONGEST_PAUSE);
        pause = calm ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, 2 * pause);
        open = true;
        goodTrials = 0;
        until = now + pause;
        reason = why;
    }
}
