package dev.vedette.host.pack;

import java.time.Duration;

/**
 * How long one call into an extension may take.
 *
 * @param soft beyond it the call is counted as slow
 * @param hard beyond it the call is abandoned
 */
public record Budget(Duration soft, Duration hard) {
    /** Of parsers, flow decoders and enrichers. */
    public static final Budget PARSER = new Budget(Duration.ofMillis(20), Duration.ofMillis(250));
    /** Of rules in Java. */
    public static final Budget RULE = new Budget(Duration.ofMillis(1), Duration.ofMillis(250));
    /** Of what is asked once per generation: rules and profiles as data. */
    public static final Budget PROVIDER = new Budget(Duration.ofSeconds(1), Duration.ofSeconds(10));
    /** Of a whole report. */
    public static final Budget REPORT = new Budget(Duration.ofSeconds(10), Duration.ofSeconds(60));

    public Budget {
        if (soft.isNegative() || soft.isZero() || hard.compareTo(soft) < 0) {
            throw new IllegalArgumentException("a budget has 0 < soft <= hard");
        }
    }
}
