package dev.vedette.host.rest;

import java.time.Duration;
import java.util.List;

/** Widths of a histogram's bars that people can read: never 7 minutes and 12 seconds. */
final class Buckets {
    private static final int BARS = 80;
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));

    private Buckets() {}

    /** The smallest width with which a time needs no more bars than fit side by side. */
    static Duration width(Duration time) {
        for (Duration width : WIDTHS) {
            if (time.dividedBy(width) <= BARS) {
                return width;
            }
        }
        return Duration.ofDays(Math.max(30, time.toDays() / BARS));
    }
}
