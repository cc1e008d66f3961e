package dev.vedette.host.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private Duration passed = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
    private final Clock wall = ((InstantSource) () -> START.plus(passed).plus(ahead)).withZone(ZoneOffset.UTC);
    private final SteadyClock clock = new SteadyClock(wall, () -> passed.toNanos());

    private void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Test
    void a_clock_that_goes_as_time_does_is_believed_with_its_small_steps() {
        pass(Duration.ofDays(40));
        assertThat(clock.instant()).isEqualTo(wall.instant());
        ahead = Duration.ofMinutes(59);
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void a_jump_ahead_is_accepted_when_it_has_held_for_a_day() {
        ahead = Duration.ofDays(365);
        assertThat(clock.instant()).isEqualTo(START);
        pass(Duration.ofHours(23));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(23)));
        pass(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(wall.instant());
        pass(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void a_second_jump_begins_the_day_anew() {
        ahead = Duration.ofDays(365);
        clock.instant();
        pass(Duration.ofHours(23));
        ahead = Duration.ofDays(700);
        clock.instant();
        pass(Duration.ofHours(23));
        assertThat(clock.instant()).isEqualTo(START.plus(passed));
    }

    @Test
    void a_clock_that_is_put_right_is_believed_at_once() {
        ahead = Duration.ofDays(365);
        clock.instant();
        ahead = Duration.ZERO;
        assertThat(clock.instant()).isEqualTo(START);
        ahead = Duration.ofDays(-3);
        assertThat(clock.instant()).isEqualTo(wall.instant());
        ahead = Duration.ofDays(-1);
        assertThat(clock.instant()).as("ahead of what is believed now").isEqualTo(START.minus(Duration.ofDays(3)));
    }
}
