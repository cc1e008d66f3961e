package dev.vedette.api.parse;

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
     * The instant of a time stamp without a year (RFC 3164): in the zone of {@link #zone()}, in the year that brings it
     * nearest to {@link #now()}.
     */
    default Instant withYear(MonthDay day, LocalTime time) {
        Instant now = now();
        int year = now.atZone(zone()).getYear();
        Instant best = LocalDateTime.of(day.atYear(year), time).atZone(zone()).toInstant();
        for (int candidate = year - 1; candidate <= year + 1; candidate += 2) {
            Instant other =
                    LocalDateTime.of(day.atYear(candidate), time).atZone(zone()).toInstant();
            if (distance(other, now) < distance(best, now)) {
                best = other;
            }
        }
        return best;
    }

    private static long distance(Instant a, Instant b) {
        return Math.abs(a.getEpochSecond() - b.getEpochSecond());
    }
}
