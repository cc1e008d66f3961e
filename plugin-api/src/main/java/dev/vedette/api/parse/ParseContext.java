package dev.vedette.api.parse;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Objects;
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
     * The instant of a time stamp without a year (RFC 3164): in the zone of {@link #zone()}, in the year that brings it
     * nearest to {@link #now()}. 29 February is looked for in leap years only. A local time that a change of clocks
     * skipped is moved on by what was skipped; of one that came twice the first is meant.
     *
     * @param day the month and day that the source wrote
     * @param time the time of day that the source wrote
     */
    default Instant withYear(MonthDay day, LocalTime time) {
        Instant now = now();
        int thisYear = now.atZone(zone()).getYear();
        Instant best = null;
        // Two leap years are at most eight years apart (1896 and 1904).
        for (int away = 0; away <= 8 && (away <= 1 || best == null); away++) {
            for (int year = thisYear - away; year <= thisYear + away; year += Math.max(1, 2 * away)) {
                if (day.isValidYear(year)) {
                    Instant candidate = LocalDateTime.of(day.atYear(year), time)
                            .atZone(zone())
                            .toInstant();
                    if (best == null || distance(candidate, now) < distance(best, now)) {
                        best = candidate;
                    }
                }
            }
        }
        return Objects.requireNonNull(best, "no year near " + thisYear + " has this day");
    }

    private static long distance(Instant a, Instant b) {
        return Math.abs(a.getEpochSecond() - b.getEpochSecond());
    }
}
