package dev.vedette.host.pipeline;

import dev.vedette.host.store.state.DeadLetterTable;
import dev.vedette.host.store.state.LedgerTable;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets old counts become coarser and old dead letters go. */
public final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final LedgerTable ledger;
    private final DeadLetterTable deadLetters;
    private final LedgerSettings settings;
    private final Clock clock;
    private final AtomicLong expired = new AtomicLong();

    public Housekeeping(LedgerTable ledger, DeadLetterTable deadLetters, LedgerSettings settings, Clock clock) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does it once; called at a slow pace. */
    public void run() {
        Instant now = clock.instant();
        ledger.rollUp(now, settings.minutes(), settings.hours(), settings.days());
        long gone = deadLetters.expire(now.minus(settings.deadLetters()), settings.deadLetterBytes());
        if (gone > 0) {
            expired.addAndGet(gone);
            LOG.warn(
                    "{} dead letters were older than ledger.dead-letters or beyond ledger.dead-letter-bytes and are"
                            + " gone; the ledger keeps their count",
                    gone);
        }
    }

    /** How many dead letters went since the start. */
    public long expired() {
        return expired.get();
    }
}
