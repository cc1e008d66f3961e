package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.access.ClientScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's own code and its disks fail too: then a record is dead-lettered or waits, and the lane goes on. */
class HostFaultTest {
    @TempDir
    Path temp;

    private static void allSettled(RealPipeline real, long records) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(real.ledger.totals().settled()).isEqualTo(records);
            assertThat(real.ledger.totals().residue()).isZero();
        });
    }

    @Test
    void an_event_that_the_store_chokes_on_is_dead_lettered_after_three_tries_and_all_others_are_stored()
            throws Exception {
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {
            if (event.raw().text().equals("line 50")) {
                throw new IllegalArgumentException("on purpose");
            }
        })) {
            real.pipeline.start();
            real.journal.consumer(real.pipeline::accept);
            real.offer(100);
            allSettled(real, 100);
            assertThat(real.stored()).isEqualTo(99);
            assertThat(real.ledger.totals().deadLetteredBy()).isEqualTo(Map.of("host-fault", 1L));
            assertThat(real.state.deadLetters().latest(ClientScope.ALL, 10))
                    .extracting(letter -> letter.record().text())
                    .containsExactly("line 50");
        }
    }

    @Test
    void a_failure_that_passes_costs_nothing_and_doubles_nothing() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {
            if (event.raw().text().equals("line 50") && failures.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        })) {
            real.pipeline.start();
            real.journal.consumer(real.pipeline::accept);
            real.offer(100);
            allSettled(real, 100);
            assertThat(real.ledger.totals().indexed()).isEqualTo(100);
            assertThat(real.stored()).isEqualTo(100);
        }
    }

    @Test
    void an_error_while_a_record_is_judged_costs_at_most_that_record() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (RealPipeline real = new RealPipeline(
                temp,
                () -> {
                    if (calls.incrementAndGet() % 97 == 0) {
                        throw new StackOverflowError("on purpose");
                    }
                    return PipelineContent.EMPTY;
                },
                event -> {})) {
            real.pipeline.start();
            real.journal.consumer(real.pipeline::accept);
            real.offer(300);
            allSettled(real, 300);
            long abandoned = real.ledger.totals().deadLettered();
            assertThat(abandoned).isBetween(1L, 20L);
            assertThat(real.stored()).isEqualTo(300 - abandoned);
        }
    }

    @Test
    void a_full_disk_holds_senders_up_raises_no_alarm_and_loses_nothing() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {
            if (full.get() && !event.raw().text().matches("line \\d")) {
                throw new IOException("No space left on device");
            }
        })) {
            real.pipeline.start();
            real.journal.consumer(real.pipeline::accept);
            real.offer(1_000);
            await().until(real.pipeline::isHeldUp);
            real.watchTheLedger();
            assertThat(real.alarm.residue()).isZero();
            assertThat(real.ledger.totals().residue()).isZero();
            full.set(false);
            allSettled(real, 1_000);
            assertThat(real.stored()).isEqualTo(1_000);
            assertThat(real.pipeline.isHeldUp()).isFalse();
        }
    }

    @Test
    void with_a_full_disk_the_host_still_ends_soon_and_what_waits_stays_in_the_journal() throws Exception {
        RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {
            throw new IOException("No space left on device");
        });
        real.pipeline.start();
        AtomicLong first = new AtomicLong(-1);
        real.journal.consumer(batch -> {
            first.compareAndSet(-1, batch.getFirst().position());
            real.pipeline.accept(batch);
        });
        real.offer(1_000);
        await().until(real.pipeline::isHeldUp);
        long begin = System.nanoTime();
        real.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(real.pipeline.settledPosition()).isEqualTo(first.get());
    }
}
