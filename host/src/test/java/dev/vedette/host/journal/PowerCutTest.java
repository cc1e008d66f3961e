package dev.vedette.host.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill cannot show, for the page cache survives it: what is acknowledged was forced before. */
class PowerCutTest {
    private static final JournalSettings SETTINGS =
            JournalSettings.defaults().withSegmentBytes(32 * 1024).withRetry(Duration.ofMillis(5));

    @TempDir
    Path folder;

    private static RawRecord record(int number, int length) {
        String text = number + ":" + "x".repeat(length);
        return new RawRecord(
                text.getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().instant(),
                Origin.of("default", "test").build());
    }

    private static int number(RawRecord record) {
        return Integer.parseInt(record.text().substring(0, record.text().indexOf(':')));
    }

    @Test
    void the_power_goes_again_and_again_and_nothing_acknowledged_is_lost_or_torn_or_there_twice() throws Exception {
        Random random = new Random(20261122);
        Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
        AtomicInteger next = new AtomicInteger();
        for (int round = 0; round < 25; round++) {
            ForgetfulDisk disk = new ForgetfulDisk(random.nextLong());
            Journal journal = Journal.open(folder, SETTINGS, Clock.systemUTC(), disk);
            expectAll(journal, acknowledged, next.get());
            journal.consumer(batch -> {});
            int records = 1 + random.nextInt(200);
            int cutAt = random.nextInt(records);
            List<CompletableFuture<?>> futures = new ArrayList<>();
            for (int i = 0; i < records; i++) {
                if (i == cutAt) {
                    disk.cutPower();
                }
                int number = next.getAndIncrement();
                CompletableFuture<Void> durable = journal.offer(record(number, random.nextInt(2_000)));
                assertThat(durable).isNotNull();
                futures.add(durable.thenRun(() -> acknowledged.add(number)));
                if (random.nextInt(20) == 0) {
                    Thread.sleep(1); // lets a group go
                }
            }
            journal.close(); // the process goes too; what it cannot write fails
            futures.forEach(future -> future.exceptionally(failure -> null).join());
        }
        assertThat(acknowledged).hasSizeGreaterThan(200);
        try (Journal journal = Journal.open(folder, SETTINGS, Clock.systemUTC())) {
            expectAll(journal, acknowledged, next.get());
        }
    }

    /** Everything acknowledged is there once; what is there besides was sent, and was lost on its way to the sender. */
    private static void expectAll(Journal journal, Set<Integer> acknowledged, int sent) throws IOException {
        Set<Integer> found = new HashSet<>();
        List<Integer> twice = new ArrayList<>();
        journal.replay(
                0,
                batch -> batch.forEach(one -> {
                    int number = number(one.record());
                    assertThat(number).isBetween(0, sent);
                    if (!found.add(number)) {
                        twice.add(number);
                    }
                }));
        Set<Integer> missing = new TreeSet<>(acknowledged);
        missing.removeAll(found);
        assertThat(missing).isEmpty();
        assertThat(twice).isEmpty();
    }

    @Test
    void every_group_that_is_acknowledged_was_forced_in_between() throws Exception {
        ForgetfulDisk disk = new ForgetfulDisk(1);
        try (Journal journal = Journal.open(folder, SETTINGS, Clock.systemUTC(), disk)) {
            journal.consumer(batch -> {});
            for (int i = 0; i < 100; i++) {
                int before = disk.forces.get();
                CompletableFuture<Void> durable = journal.offer(record(i, 100));
                assertThat(durable).isNotNull();
                int after = durable.thenApply(done -> disk.forces.get()).get();
                assertThat(after).isGreaterThan(before);
            }
        }
    }
}
