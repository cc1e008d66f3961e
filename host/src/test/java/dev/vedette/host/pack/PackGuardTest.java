package dev.vedette.host.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vedette.host.pack.PackGuard.Plugin;
import dev.vedette.host.pack.PluginFault.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PackGuardTest {
    private static final PackId ACME = new PackId("com.acme", "1.0.0");

    private final AtomicLong now = new AtomicLong(-Duration.ofSeconds(10).toNanos()); // nanoTime may be negative
    private final AtomicLong cpu = new AtomicLong(-1);
    private final PackGuard guard = new PackGuard(now::get, thread -> cpu.get());
    private final Plugin plugin = guard.plugin(ACME, "asa", Budget.PARSER);

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    private Callable<String> taking(long millis) {
        return () -> {
            pass(millis);
            return "done";
        };
    }

    private Kind kind(Callable<String> body) {
        return catchThrowableOfType(PluginFault.class, () -> guard.call(plugin, body))
                .kind();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(kind(() -> {
                        throw new IllegalStateException("no");
                    }))
                    .isEqualTo(Kind.EXCEPTION);
        }
    }

    private void failUntilPaused() {
        for (int i = 0; i < 400 && plugin.available(); i++) {
            fail(1);
        }
        assertThat(plugin.available()).isFalse();
    }

    private void succeed(int times) throws PluginFault {
        for (int i = 0; i < times; i++) {
            assertThat(guard.call(plugin, () -> "ok")).isEqualTo("ok");
        }
    }

    @Test
    void a_result_is_given_back_and_a_slow_call_is_counted() throws Exception {
        assertThat(guard.call(plugin, taking(20))).isEqualTo("done");
        assertThat(guard.call(plugin, taking(21))).isEqualTo("done");
        guard.run(plugin, () -> pass(1));
        assertThat(plugin.counts()).isEqualTo(new PluginCounts(3, 0, 1, 0, 0, 0));
    }

    @Test
    void a_fault_names_pack_version_extension_and_cause_and_its_summary_does_not_quote_the_plugin() {
        PluginFault fault = catchThrowableOfType(
                PluginFault.class,
                () -> guard.call(plugin, () -> {
                    throw new IllegalArgumentException("bad line: secret");
                }));
        assertThat(fault)
                .hasMessageStartingWith("pack com.acme 1.0.0, asa threw java.lang.IllegalArgumentException at "
                        + getClass().getName())
                .hasMessageEndingWith(": bad line: secret")
                .hasNoCause();
        assertThat(fault.summary()).doesNotContain("secret");
        assertThat(fault.called()).isTrue();
        assertThat(plugin.lastFault()).doesNotContain("secret");
    }

    @Test
    void an_interruption_stays_with_the_thread() {
        assertThat(kind(() -> {
                    throw new InterruptedException();
                }))
                .isEqualTo(Kind.EXCEPTION);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void the_same_extension_has_one_handle_until_its_pack_is_detached() {
        assertThat(guard.plugin(ACME, "asa", Budget.PARSER)).isSameAs(plugin);
        assertThat(guard.plugin(new PackId("com.acme", "1.0.1"), "asa", Budget.PARSER))
                .isNotSameAs(plugin);
        List<Plugin> detached = guard.detach(ACME);
        assertThat(detached).containsExactly(plugin);
        assertThat(guard.plugin(ACME, "asa", Budget.PARSER)).isNotSameAs(plugin);
        guard.attach(detached);
        assertThat(guard.plugin(ACME, "asa", Budget.PARSER)).isSameAs(plugin);
    }

    @Test
    void it_is_paused_when_more_than_half_of_two_hundred_calls_failed_and_not_before() throws Exception {
        succeed(99);
        fail(100);
        assertThat(plugin.available()).isTrue();
        fail(1);
        assertThat(plugin.counts().calls()).isEqualTo(200);
        assertThat(plugin.available()).isFalse();
        assertThat(plugin.trouble()).isEqualTo(PackCode.PAUSED);
        assertThat(plugin.reason()).contains("asa is paused: 101 of the last 200 calls failed");
        PluginFault fault = catchThrowableOfType(PluginFault.class, () -> guard.call(plugin, () -> "never"));
        assertThat(fault.kind()).isEqualTo(Kind.PAUSED);
        assertThat(fault.called()).isFalse();
        assertThat(plugin.counts().refused()).isEqualTo(1);
    }

    @Test
    void half_of_the_calls_may_fail_for_ever() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            succeed(1);
            fail(1);
        }
        assertThat(plugin.available()).isTrue();
    }

    @Test
    void a_long_good_past_does_not_hide_that_it_fails_now() throws Exception {
        succeed(100_000);
        fail(199);
        assertThat(plugin.available()).isTrue();
        fail(1);
        assertThat(plugin.available()).isFalse();
    }

    @Test
    void a_paused_extension_is_tried_after_thirty_seconds_and_longer_each_time_up_to_fifteen_minutes()
            throws Exception {
        fail(200);
        for (long seconds : new long[] {30, 60, 120, 240, 480, 900, 900}) {
            pass(seconds * 1000 - 1);
            assertThat(kind(() -> "too early")).isEqualTo(Kind.PAUSED);
            pass(1);
            assertThat(kind(() -> {
                        throw new IllegalStateException("still");
                    }))
                    .isEqualTo(Kind.EXCEPTION);
            assertThat(kind(() -> "again")).isEqualTo(Kind.PAUSED);
            assertThat(plugin.reason()).contains("failed again when it was tried");
        }
        pass(900_000);
        succeed(4);
        assertThat(plugin.available()).isFalse();
        succeed(1);
        assertThat(plugin.available()).isTrue();
        assertThat(plugin.trouble()).isNull();
    }

    @Test
    void only_one_call_at_a_time_tries_a_paused_extension() throws Exception {
        fail(200);
        pass(30_000);
        String result = guard.call(plugin, () -> {
            AtomicReference<Kind> other = new AtomicReference<>();
            Thread thread = new Thread(() -> other.set(kind(() -> "me too")));
            thread.start();
            thread.join();
            return other.get().toString();
        });
        assertThat(result).isEqualTo("PAUSED");
    }

    @Test
    void after_a_calm_quarter_of_an_hour_the_pause_begins_small_again() throws Exception {
        fail(200);
        pass(30_000);
        succeed(5);
        failUntilPaused();
        pass(30_000);
        assertThat(kind(() -> "the second pause is longer")).isEqualTo(Kind.PAUSED);
        pass(30_000);
        succeed(5);
        pass(Duration.ofMinutes(16).toMillis());
        failUntilPaused();
        pass(30_000);
        succeed(1);
    }

    @Test
    void five_heavy_faults_within_a_minute_pause_it_and_five_within_an_hour_do_not() {
        for (int i = 0; i < 10; i++) {
            pass(20_000);
            outOfMemory();
        }
        assertThat(plugin.available()).isTrue();
        pass(61_000);
        for (int i = 0; i < 5; i++) {
            pass(1_000);
            outOfMemory();
        }
        assertThat(plugin.available()).isFalse();
        assertThat(plugin.reason()).contains("5 calls within 60 s had to be abandoned");
    }

    private void outOfMemory() {
        assertThat(kind(() -> {
                    throw new OutOfMemoryError("test");
                }))
                .isEqualTo(Kind.MEMORY);
    }

    /** Runs a call on a thread of its own that stays inside until the latch opens. */
    private Thread stuck(CountDownLatch end, AtomicReference<Throwable> thrown, Runnable lost)
            throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try {
                String unused = guard.call(plugin, () -> {
                    inside.countDown();
                    end.await();
                    return "late";
                });
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        guard.onLost(worker, lost);
        worker.start();
        inside.await();
        return worker;
    }

    @Test
    void a_call_beyond_the_hard_limit_is_given_up_once_and_its_worker_unwinds_when_it_returns() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger lost = new AtomicInteger();
        Thread worker = stuck(end, thrown, lost::incrementAndGet);
        pass(249);
        guard.watch();
        assertThat(lost).hasValue(0);
        pass(1);
        guard.watch();
        guard.watch();
        assertThat(lost).hasValue(1);
        assertThat(plugin.counts()).isEqualTo(new PluginCounts(1, 1, 0, 1, 1, 0));
        assertThat(thrown.get()).isNull();
        end.countDown();
        worker.join();
        assertThat(thrown.get()).isInstanceOf(WorkerLost.class).hasMessageContaining("pack com.acme 1.0.0, asa");
        assertThat(plugin.counts()).isEqualTo(new PluginCounts(1, 1, 0, 1, 0, 0));
    }

    @Test
    void a_lost_worker_can_never_call_again() throws Exception {
        Plugin other = guard.plugin(ACME, "other", Budget.PARSER);
        AtomicReference<Throwable> first = new AtomicReference<>();
        AtomicReference<Throwable> second = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            first.set(catchThrowable(() -> guard.call(plugin, () -> {
                pass(300);
                guard.watch();
                return "late";
            })));
            second.set(catchThrowable(() -> guard.call(other, () -> "again")));
        });
        guard.onLost(worker, () -> {});
        worker.start();
        worker.join();
        assertThat(first.get()).isInstanceOf(WorkerLost.class);
        assertThat(second.get()).isInstanceOf(WorkerLost.class);
        assertThat(other.counts().calls()).isZero();
    }

    @Test
    void a_thread_that_nobody_replaces_gets_a_fault_and_may_go_on() throws Exception {
        assertThat(kind(() -> {
                    pass(300);
                    guard.watch();
                    return "late";
                }))
                .isEqualTo(Kind.OVERRUN);
        succeed(1);
        assertThat(plugin.counts()).isEqualTo(new PluginCounts(2, 1, 0, 1, 0, 0));
    }

    @Test
    void the_third_thread_that_does_not_come_back_quarantines_it() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        for (int i = 0; i < 3; i++) {
            assertThat(plugin.available()).isTrue();
            stuck(end, thrown, () -> {});
            pass(251);
            guard.watch();
        }
        assertThat(plugin.trouble()).isEqualTo(PackCode.THREADS_LOST);
        assertThat(plugin.counts().stuck()).isEqualTo(3);
        assertThat(kind(() -> "never")).isEqualTo(Kind.QUARANTINED);
        end.countDown();
    }

    @Test
    void a_handler_that_throws_does_not_stop_the_watchdog() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger lost = new AtomicInteger();
        Thread first = stuck(end, thrown, () -> {
            lost.incrementAndGet();
            throw new IllegalStateException("no new worker");
        });
        Thread second = stuck(end, thrown, lost::incrementAndGet);
        pass(251);
        guard.watch();
        assertThat(lost).hasValue(2);
        end.countDown();
        first.join();
        second.join();
    }

    @Test
    void a_call_that_gets_no_processor_is_not_given_up_for_being_kept_waiting() throws Exception {
        cpu.set(0);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger lost = new AtomicInteger();
        Thread worker = stuck(end, thrown, lost::incrementAndGet);
        for (int i = 0; i < 39; i++) { // up to 975 ms
            pass(25);
            guard.watch();
        }
        assertThat(lost).hasValue(0);
        pass(25);
        guard.watch();
        assertThat(lost)
                .as("waiting for four times the limit is too long all the same")
                .hasValue(1);
        end.countDown();
        worker.join();
    }

    @Test
    void a_call_that_computes_is_given_up_at_the_limit() throws Exception {
        cpu.set(0);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger lost = new AtomicInteger();
        Thread worker = stuck(end, thrown, lost::incrementAndGet);
        for (int i = 0; i < 10; i++) {
            pass(25);
            cpu.addAndGet(Duration.ofMillis(25).toNanos());
            guard.watch();
        }
        assertThat(lost).hasValue(1);
        end.countDown();
        worker.join();
    }

    @Test
    void after_a_long_standstill_of_the_whole_process_nothing_is_given_up_at_once() throws Exception {
        cpu.set(0);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicInteger lost = new AtomicInteger();
        Thread worker = stuck(end, thrown, lost::incrementAndGet);
        pass(30_000);
        guard.watch();
        assertThat(lost).hasValue(0);
        end.countDown();
        worker.join();
        assertThat(thrown.get()).isNull();
    }

    @Test
    void nested_calls_are_watched_each_and_the_outer_one_goes_on() throws Exception {
        Plugin inner = guard.plugin(ACME, "inner", Budget.PARSER);
        String result = guard.call(plugin, () -> {
            String nested = guard.call(inner, taking(30));
            pass(10);
            return nested + "!";
        });
        assertThat(result).isEqualTo("done!");
        assertThat(inner.counts().slow()).isEqualTo(1);
        assertThat(plugin.counts().slow()).isEqualTo(1);
        assertThat(guard.busy(List.of(plugin, inner))).isFalse();
    }

    @Test
    void a_retired_extension_is_not_called_and_says_so() throws Exception {
        assertThat(guard.call(plugin, () -> String.valueOf(guard.busy(List.of(plugin)))))
                .isEqualTo("true");
        PackGuard.retire(guard.detach(ACME));
        assertThat(kind(() -> "never")).isEqualTo(Kind.RETIRED);
        assertThat(guard.busy(List.of(plugin))).isFalse();
    }

    @Test
    void many_threads_count_exactly() throws Exception {
        List<Thread> threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        try {
                            int number = i;
                            String unused = guard.call(plugin, () -> {
                                if (number % 4 == 0) {
                                    throw new IllegalStateException("every fourth");
                                }
                                return "ok";
                            });
                        } catch (PluginFault e) {
                            assertThat(e.kind()).isEqualTo(Kind.EXCEPTION);
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(plugin.counts()).isEqualTo(new PluginCounts(40_000, 10_000, 0, 0, 0, 0));
    }
}
