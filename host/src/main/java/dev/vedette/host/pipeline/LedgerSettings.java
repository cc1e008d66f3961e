package dev.vedette.host.pipeline;

import java.time.Duration;

/**
 * How long the ledger is told by minutes, hours and days, and how long dead letters are kept. The sums of everything ever
 * counted are kept for good.
 *
 * @param minutes then minutes become hours
 * @param hours then hours become days
 * @param days then days are forgotten
 * @param deadLetters after that long a dead letter goes
 * @param deadLetterBytes beyond this size of their records the oldest dead letters go
 */
public record LedgerSettings(
        Duration minutes, Duration hours, Duration days, Duration deadLetters, long deadLetterBytes) {
    public static final LedgerSettings DEFAULTS = new LedgerSettings(
            Duration.ofDays(8), Duration.ofDays(93), Duration.ofDays(3_660), Duration.ofDays(93), 1L << 30);

    public LedgerSettings {
        if (minutes.compareTo(Duration.ofHours(1)) < 0
                || hours.compareTo(minutes) < 0
                || days.compareTo(hours) < 0
                || !deadLetters.isPositive()
                || deadLetterBytes < 0) {
            throw new IllegalArgumentException(
                    "ledger: minutes is at least 1h, hours at least that, days at least that;"
                            + " dead-letters is more than 0, dead-letter-bytes not negative");
        }
    }
}
