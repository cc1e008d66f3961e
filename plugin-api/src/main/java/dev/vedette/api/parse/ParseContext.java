package dev.vedette.api.parse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a parser may ask the host during one call; valid for that call only. */
public interface ParseContext {
    /** The time that counts as now: when the record was received, or the fixed time of a test vector. */
    Instant now();

    /** The zone of time stamps that name none: the source's configured zone, otherwise UTC. */
    ZoneId zone();

    /**
     * The syslog message that the record is (RFC 5424, RFC 3164 and its wild variants), read once per record, or null
     * when it has no syslog header.
     */
    @Nullable
    SyslogMessage syslog();

    /**
     * The instant of a time stamp without a year (RFC 3164): in the zone of {@link #zone()}, in the latest year that does
     * not put it more than a week ahead of {@link #now()}: logs are of the past, and a clock may be a little fast. 29
     * February is looked for in leap years only. A local time that a change of clocks skipped is moved on by what was
     * skipped; of one that came twice the first is meant.
     *
     * @param day the month and day that the source wrote
     * @param time the time of day that the source wrote
     */
    default Instant withYear(MonthDay day, LocalTime time) {
        Instant latest = now().plus(Duration.ofDays(7));
        int year = latest.atZone(zone()).getYear();
        // Two leap years are at most eight years apart (1896 and 1904).
        for (int candidate = year; candidate >= year - 8; candidate--) {
            if (day.isValidYear(candidate)) {
                Instant instant = LocalDateTime.of(day.atYear(candidate), time)
                        .atZone(zone())
                        .toInstant();
                if (!instant.isAfter(latest)) {
                    return instant;
                }
            }
        }
        throw new IllegalStateException("no year before " + year + " has the day " + day);
    }
}
