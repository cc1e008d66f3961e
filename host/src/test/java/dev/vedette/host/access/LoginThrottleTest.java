package dev.vedette.host.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String GUESSER = "203.0.113.9";
    private static final String HOME = "192.0.2.10";

    private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }

    @Test
    void who_guesses_waits_longer_and_longer_up_to_a_quarter_of_an_hour_and_is_forgotten_after_an_hour() {
        fail(4, "alice", GUESSER);
        assertThat(throttle.wait("alice", GUESSER)).isZero();
        fail(1, "alice", GUESSER);
        assertThat(throttle.wait("alice", GUESSER)).isEqualTo(Duration.ofSeconds(15));
        clock.pass(Duration.ofSeconds(16));
        assertThat(throttle.wait("alice", GUESSER)).isZero();
        fail(1, "alice", GUESSER);
        assertThat(throttle.wait("alice", GUESSER)).isEqualTo(Duration.ofSeconds(30));
        fail(20, "alice", GUESSER);
        assertThat(throttle.wait("alice", GUESSER)).isEqualTo(Duration.ofMinutes(16));
        clock.pass(Duration.ofMinutes(61));
        fail(1, "alice", GUESSER);
        assertThat(throttle.wait("alice", GUESSER)).isZero();
    }

    @Test
    void guesses_from_elsewhere_and_from_everywhere_do_not_lock_somebody_out_of_where_he_works() {
        throttle.succeeded("alice", HOME);
        fail(50, "alice", GUESSER);
        for (int i = 0; i < 120; i++) {
            fail(1, "alice", "198.51.100." + i);
        }
        assertThat(throttle.wait("alice", "198.51.100.200")).isPositive();
        assertThat(throttle.wait("alice", HOME)).isZero();
        assertThat(throttle.wait("bob", "198.51.100.200")).isZero();
    }

    @Test
    void one_address_that_tries_many_names_waits_and_all_of_an_ipv6_network_is_one() {
        for (int i = 0; i < 30; i++) {
            fail(1, "name" + i, "2001:db8::" + i);
        }
        assertThat(throttle.wait("alice", "2001:db8::ffff")).isPositive();
        assertThat(throttle.wait("alice", "2001:db8:0:1::1")).isZero();
    }

    @Test
    void a_success_forgives_the_failures_from_there_and_no_more() {
        fail(5, "alice", HOME);
        throttle.succeeded("alice", HOME);
        assertThat(throttle.wait("alice", HOME)).isZero();
        fail(30, "bob", HOME);
        assertThat(throttle.wait("alice", HOME)).isPositive(); // the address as a whole
    }

    @Test
    void a_flood_of_names_takes_no_more_memory_than_it_may() {
        for (int i = 0; i < 100_000; i++) {
            throttle.failed("name" + i, "198.51.100." + i % 250);
        }
        assertThat(throttle.wait("name99999", "198.51.100.249")).isPositive();
    }
}
