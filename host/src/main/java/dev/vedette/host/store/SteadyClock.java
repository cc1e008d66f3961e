package dev.vedette.host.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's clock, as far as it can be believed: where it jumps ahead of the time that really passed, this one goes on
 * as before until the new time has held for a day. What is deleted by its age does not come back. Thread-safe.
 */
final class SteadyClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);
    private static final Duration TOLERATED = Duration.ofHours(1);
    private static final Duration HELD = Duration.ofHours(24);

    private final Clock clock;
    private final LongSupplier nanos;
    private Instant base; // what the host's clock said at a time that is believed
    private long baseNanos;
    private boolean doubted;
    private Duration jump = Duration.ZERO;
    private long jumpNanos;

    SteadyClock(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.base = clock.instant();
        this.baseNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Instant now = clock.instant();
        long passed = nanos.getAsLong();
        Instant steady = base.plusNanos(passed - baseNanos);
        Duration ahead = Duration.between(steady, now);
        if (ahead.compareTo(TOLERATED) <= 0) {
            return believe(now, passed); // also one that was put back: less is old by it
        }
        if (!doubted || ahead.minus(jump).abs().compareTo(TOLERATED) > 0) {
            doubted = true;
            jump = ahead;
            jumpNanos = passed;
            LOG.warn(
                    "The host's clock is {} ahead of the time that passed: nothing is deleted for its age by it until it"
                            + " has held for {}. If {} is right, there is nothing to do (a restart accepts it at once);"
                            + " if not, set the clock.",
                    ahead,
                    HELD,
                    now);
        } else if (passed - jumpNanos >= HELD.toNanos()) {
            LOG.warn("The host's clock has held for {} since it jumped: {} is accepted.", HELD, now);
            return believe(now, passed);
        }
        return steady;
    }

    private Instant believe(Instant now, long passed) {
        if (doubted || Duration.between(now, base.plusNanos(passed - baseNanos)).compareTo(TOLERATED) > 0) {
            base = now;
            baseNanos = passed;
        }
        doubted = false;
        return now;
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(clock.withZone(zone), nanos);
    }
}
