package dev.vedette.host.source;

import java.time.Duration;

/**
 * When a source that is quiet counts as silent: after {@code factor} times the longest pause that it made in the last
 * seven days, within bounds.
 *
 * @param enabled whether anybody is watched at all; a source with a time of its own is
 * @param factor times the longest usual pause
 * @param atLeast a shorter quiet is never a silence
 * @param atMost a longer one always is
 * @param learn a source must have been heard over so long a time before its pauses are known
 */
public record SilenceSettings(boolean enabled, double factor, Duration atLeast, Duration atMost, Duration learn) {
    public static final SilenceSettings DEFAULT =
            new SilenceSettings(true, 3, Duration.ofMinutes(10), Duration.ofDays(7), Duration.ofHours(1));

    public SilenceSettings {
        if (!(factor >= 1) || atLeast.isNegative() || atLeast.isZero() || atMost.compareTo(atLeast) < 0) {
            throw new IllegalArgumentException(
                    "sources.silence: factor is at least 1, at-least is above zero and at-most not below it");
        }
        if (learn.isNegative()) {
            throw new IllegalArgumentException("sources.silence.learn is a time such as 1h");
        }
    }
}
