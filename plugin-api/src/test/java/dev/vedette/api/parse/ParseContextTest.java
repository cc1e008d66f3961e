package dev.vedette.api.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseContextTest {
    private record At(Instant now, ZoneId zone) implements ParseContext {
        @Override
        public @Nullable SyslogMessage syslog() {
            return null;
        }
    }

    @ParameterizedTest
    @CsvSource({
        // around new year, both ways
        "2026-01-01T00:00:05Z, 12-31, 23:59:58, UTC, 2025-12-31T23:59:58Z",
        "2025-12-31T23:59:58Z, 01-01, 00:00:03, UTC, 2026-01-01T00:00:03Z",
        "2026-01-01T00:00:05Z, 01-01, 00:00:01, UTC, 2026-01-01T00:00:01Z",
        // the year is the zone's, not UTC's
        "2025-12-31T23:30:00Z, 01-01, 08:29:00, Asia/Tokyo, 2025-12-31T23:29:00Z",
        "2026-01-01T02:00:00Z, 12-31, 20:59:00, America/New_York, 2026-01-01T01:59:00Z",
        // a clock may be fast by a week, no more: what would be further ahead is a year old
        "2025-06-15T12:00:00Z, 06-22, 11:00:00, UTC, 2025-06-22T11:00:00Z",
        "2025-06-15T12:00:00Z, 06-22, 13:00:00, UTC, 2024-06-22T13:00:00Z",
        "2025-06-15T12:00:00Z, 12-01, 00:00:00, UTC, 2024-12-01T00:00:00Z",
        "2025-06-15T12:00:00Z, 01-10, 00:00:00, UTC, 2025-01-10T00:00:00Z",
        // 29 February: in leap years only
        "2024-02-29T10:00:00Z, 02-29, 09:59:59, UTC, 2024-02-29T09:59:59Z",
        "2024-03-01T00:00:01Z, 02-29, 23:59:59, UTC, 2024-02-29T23:59:59Z",
        "2025-03-01T00:00:00Z, 02-29, 12:00:00, UTC, 2024-02-29T12:00:00Z",
        "2026-02-28T00:00:00Z, 02-29, 12:00:00, UTC, 2024-02-29T12:00:00Z",
        "2026-03-15T00:00:00Z, 02-29, 12:00:00, UTC, 2024-02-29T12:00:00Z",
        "2027-06-01T00:00:00Z, 02-29, 12:00:00, UTC, 2024-02-29T12:00:00Z",
        "2100-03-05T00:00:00Z, 02-29, 12:00:00, UTC, 2096-02-29T12:00:00Z",
        // a local time that the change of clocks skipped
        "2025-03-30T12:00:00Z, 03-30, 02:30:00, Europe/Zurich, 2025-03-30T01:30:00Z"
    })
    void a_time_stamp_without_a_year_is_of_the_past_or_a_few_days_ahead(
            Instant now, String day, LocalTime time, ZoneId zone, Instant expected) {
        assertThat(new At(now, zone).withYear(MonthDay.parse("--" + day), time)).isEqualTo(expected);
    }

    @Test
    void every_day_of_every_year_finds_itself() {
        ZoneId utc = ZoneId.of("UTC");
        for (Instant day = Instant.parse("1999-01-01T13:00:00Z");
                day.isBefore(Instant.parse("2030-01-01T00:00:00Z"));
                day = day.plusSeconds(86_400)) {
            MonthDay monthDay = MonthDay.from(day.atZone(utc));
            assertThat(new At(day.plusSeconds(90 * 86_400L), utc).withYear(monthDay, LocalTime.of(13, 0)))
                    .isEqualTo(day);
            assertThat(new At(day.minusSeconds(86_400), utc).withYear(monthDay, LocalTime.of(13, 0)))
                    .isEqualTo(day);
        }
    }
}
