package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.LedgerMinute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a crash, and after a failure of the disk that the host outlives: everything is there once, and counted once. */
class RecoveryTest {
    @TempDir
    Path temp;

    private RealPipeline real() throws IOException {
        return new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {});
    }

    private static void settled(RealPipeline real, long records) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(real.ledger.totals().settled()).isEqualTo(records);
            assertThat(real.ledger.totals().received()).isEqualTo(records);
            assertThat(real.ledger.totals().pending()).isZero();
        });
        assertThat(real.ledger.totals().residue()).isZero();
    }

    /** The rows say the same as the totals, and each row balances. */
    private static void exact(RealPipeline real, long records) throws IOException {
        assertThat(real.stored()).isEqualTo(records);
        List<LedgerMinute> rows = real.book.read(ClientScope.ALL, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(rows).allSatisfy(row -> assertThat(row.residue()).isZero());
        assertThat(rows.stream().mapToLong(LedgerMinute::indexed).sum()).isEqualTo(records);
        assertThat(real.book.totals(ClientScope.ALL).stream()
                        .mapToLong(LedgerMinute::indexed)
                        .sum())
                .isEqualTo(records);
    }

    @Test
    void a_crash_between_the_commit_of_the_index_and_that_of_the_ledger_counts_every_record_once() throws Exception {
        try (RealPipeline first = real()) {
            first.start();
            first.offer(500);
            settled(first, 500);
            first.checkpoint.run();
            exact(first, 500);
            first.offer(300);
            settled(first, 800);
            first.store.commit(first.pipeline.settledPosition()); // and no further
            first.offer(100);
            settled(first, 900);
        }
        for (int start = 0; start < 2; start++) {
            try (RealPipeline again = real()) {
                again.start();
                settled(again, 900);
                exact(again, 900);
                if (start == 1) {
                    again.checkpoint.run();
                    again.offer(10);
                    settled(again, 910);
                }
            }
        }
        try (RealPipeline last = real()) {
            last.start();
            settled(last, 910);
            exact(last, 910);
        }
    }

    @Test
    void an_index_that_was_lost_comes_again_from_what_the_journal_has_and_is_not_counted_again() throws Exception {
        try (RealPipeline first = real()) {
            first.start();
            first.offer(500);
            settled(first, 500);
            first.checkpoint.run();
        }
        Files.move(temp.resolve("events"), temp.resolve("lost"));
        try (RealPipeline again = real()) {
            again.start();
            await().untilAsserted(() -> assertThat(again.stored()).isEqualTo(500));
            settled(again, 500);
            exact(again, 500);
            again.checkpoint.run();
            exact(again, 500);
        }
    }

    @Test
    void a_slice_that_the_disk_stopped_goes_on_when_the_disk_does_and_nobody_restarts_anything() throws Exception {
        try (RealPipeline real = real()) {
            real.start();
            real.offer(500);
            settled(real, 500);
            real.checkpoint.run();
            real.offer(200);
            settled(real, 700);
            swap(temp.resolve("events"), true);
            assertThatThrownBy(real.checkpoint::run).isInstanceOf(IOException.class);
            AtomicBoolean mended = new AtomicBoolean();
            Thread watch = new Thread(real.recovery::check);
            watch.start();
            await().until(() -> real.recovery.underWay() != null);
            Thread sender = new Thread(() -> real.offer(300));
            sender.start();
            real.watchTheLedger();
            assertThat(real.alarm.residue()).isZero();
            assertThat(mended).isFalse();
            swap(temp.resolve("events"), false);
            watch.join();
            sender.join();
            settled(real, 1_000);
            assertThat(real.recovery.times()).isEqualTo(1);
            assertThat(real.recovery.underWay()).isNull();
            real.checkpoint.run();
            exact(real, 1_000);
        }
        try (RealPipeline again = real()) {
            again.start();
            settled(again, 1_000);
            exact(again, 1_000);
        }
    }

    /** Puts a file where each slice's folder is, so that whatever is written there fails; and back. */
    private static void swap(Path events, boolean away) throws IOException {
        try (Stream<Path> below = Files.walk(events, 2)) {
            for (Path path : below.filter(path -> events.relativize(path).getNameCount() == 2)
                    .toList()) {
                Path gone = path.resolveSibling(path.getFileName() + ".gone");
                if (away && Files.isDirectory(path)) {
                    Files.move(path, gone);
                    Files.createFile(path);
                } else if (!away && Files.isRegularFile(path)) {
                    Files.delete(path);
                    Files.move(gone, path);
                }
            }
        }
    }

    @Test
    void a_clock_that_jumps_costs_nothing() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        List<Duration> jumps = List.of(
                Duration.ofDays(3), Duration.ofDays(-400), Duration.ofHours(-1), Duration.ofDays(4_000), Duration.ZERO);
        int sent = 0;
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {}, clock)) {
            real.start();
            for (Duration jump : jumps) {
                real.offer(100);
                sent += 100;
                settled(real, sent);
                real.checkpoint.run();
                now.updateAndGet(time -> time.plus(jump));
            }
            exact(real, sent);
        }
        try (RealPipeline again = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {}, clock)) {
            again.start();
            settled(again, sent);
            exact(again, sent);
        }
    }

    @Test
    void lines_of_a_mebibyte_from_as_many_sources_are_there_once_after_a_restart_too() throws Exception {
        String padding = "x".repeat((1 << 20) - 20);
        try (RealPipeline real = real()) {
            real.start();
            for (int i = 0; i < 40; i++) {
                real.offer("host-" + i, i + " " + padding);
            }
            settled(real, 40);
            exact(real, 40);
        }
        try (RealPipeline again = real()) { // nothing was committed: all of it comes from the journal
            again.start();
            settled(again, 40);
            exact(again, 40);
        }
    }
}
