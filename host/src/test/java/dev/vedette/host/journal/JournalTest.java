package dev.vedette.host.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.123456789Z");
    private static final JournalSettings SMALL =
            JournalSettings.defaults().withSegmentBytes(4096).withRetry(Duration.ofMillis(5));

    @TempDir
    Path folder;

    private static RawRecord record(String text) {
        return new RawRecord(
                text.getBytes(StandardCharsets.UTF_8),
                TIME,
                Origin.of("acme", "syslog-udp")
                        .sender(IpAddress.parse("10.1.2.3"))
                        .build());
    }

    private Journal open(JournalSettings settings) throws IOException {
        return Journal.open(folder, settings, Clock.systemUTC());
    }

    private static List<String> texts(List<JournaledRecord> records) {
        return records.stream().map(record -> record.record().text()).toList();
    }

    private List<JournaledRecord> replay(long from) throws IOException {
        List<JournaledRecord> found = new ArrayList<>();
        try (Journal journal = open(SMALL)) {
            journal.replay(from, found::addAll);
        }
        return found;
    }

    private List<JournaledRecord> write(JournalSettings settings, String... lines) throws IOException {
        List<JournaledRecord> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = open(settings)) {
            journal.consumer(consumed::addAll);
            for (String line : lines) {
                Objects.requireNonNull(journal.offer(record(line))).join();
            }
        }
        return consumed;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_record_comes_back_with_its_bytes_time_and_whole_origin() throws IOException {
        Origin origin = Origin.of("acme", "http")
                .sender(IpAddress.parse("2001:db8::7"))
                .token("t-1")
                .path("/var/log/ä.log")
                .parser("linux.sshd")
                .source("edge-7")
                .build();
        byte[] bytes = {0, -1, 13, 10, 127};
        try (Journal journal = open(SMALL)) {
            journal.consumer(batch -> {});
            Objects.requireNonNull(journal.offer(new RawRecord(bytes, TIME, origin)))
                    .join();
            Objects.requireNonNull(journal.offer(record(""))).join();
        }
        List<JournaledRecord> found = replay(0);
        RawRecord first = found.get(0).record();
        assertThat(first.bytes()).isEqualTo(bytes);
        assertThat(first.receivedAt()).isEqualTo(TIME);
        assertThat(first.origin()).usingRecursiveComparison().isEqualTo(origin);
        assertThat(found.get(1).record().bytes()).isEmpty();
        assertThat(found.get(1).record().origin().source()).isEqualTo("syslog-udp@10.1.2.3");
    }

    @Test
    void what_the_consumer_saw_is_what_replay_gives_also_from_the_middle() throws IOException {
        String[] lines = IntStream.range(0, 300).mapToObj(i -> "line " + i).toArray(String[]::new);
        List<JournaledRecord> consumed = write(SMALL, lines);
        assertThat(texts(consumed)).containsExactly(lines);
        assertThat(segments()).hasSizeGreaterThan(3);
        List<JournaledRecord> all = replay(0);
        assertThat(texts(all)).containsExactly(lines);
        assertThat(all.stream().map(JournaledRecord::position))
                .containsExactlyElementsOf(
                        consumed.stream().map(JournaledRecord::position).toList());
        assertThat(texts(replay(consumed.get(170).position())))
                .containsExactly(Arrays.copyOfRange(lines, 170, lines.length));
    }

    @Test
    void positions_grow_over_restarts_even_if_nothing_was_written() throws IOException {
        long last = -1;
        for (int run = 0; run < 4; run++) {
            write(SMALL); // an empty run in between
            for (JournaledRecord record : write(SMALL, "a", "b")) {
                assertThat(record.position()).isGreaterThan(last);
                last = record.position();
            }
        }
        assertThat(texts(replay(0))).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    }

    @Test
    void positions_never_go_below_what_the_index_has_committed_even_if_the_folder_is_new() throws IOException {
        List<JournaledRecord> written = write(SMALL.withNotBelow(1_000_000), "x");
        assertThat(written.get(0).position()).isGreaterThanOrEqualTo(1_000_000);
    }

    @Test
    void a_torn_tail_is_cut_at_the_first_bad_checksum_wherever_it_was_torn() throws IOException {
        List<JournaledRecord> written = write(SMALL, "one", "two", "the last one is torn");
        Path segment = segments().get(0);
        byte[] whole = Files.readAllBytes(segment);
        int tornFrom = (int) written.get(2).position();
        for (int cut = tornFrom; cut < whole.length; cut++) {
            for (boolean zeros : new boolean[] {false, true}) {
                byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, cut), zeros ? 4096 : cut);
                Files.write(segment, torn);
                assertThat(texts(replay(0))).as("torn at %s", cut).containsExactly("one", "two");
                assertThat(Files.size(segment)).isEqualTo(tornFrom);
            }
        }
        Files.write(segment, Arrays.copyOf(whole, tornFrom + 5));
        List<JournaledRecord> more = write(SMALL, "three");
        assertThat(more.get(0).position()).isGreaterThanOrEqualTo(tornFrom);
        assertThat(texts(replay(0))).containsExactly("one", "two", "three");
    }

    @Test
    void a_damaged_stretch_is_named_and_what_stands_behind_it_is_read() throws IOException {
        List<JournaledRecord> written = write(SMALL, "one", "two", "three");
        Path segment = segments().get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[(int) written.get(1).position() + 20] ^= 1;
        Files.write(segment, bytes);
        write(SMALL, "four");
        List<JournaledRecord> found = new ArrayList<>();
        try (Journal journal = open(SMALL)) {
            journal.replay(0, found::addAll);
            List<JournalDamage> damages = journal.state().damages();
            assertThat(damages).hasSize(1);
            assertThat(damages.get(0).segment()).isEqualTo(segment);
            assertThat(damages.get(0).offset()).isEqualTo(written.get(1).position());
            assertThat(damages.get(0).message()).contains(segment.toString()).contains("Check the disk");
        }
        assertThat(texts(found)).containsExactly("one", "three", "four");
    }

    @Test
    void a_segment_whose_header_is_gone_is_named_and_the_next_is_read() throws IOException {
        write(SMALL, "one");
        write(SMALL, "two");
        Path first = segments().get(0);
        Files.write(first, new byte[100]);
        List<JournaledRecord> found = new ArrayList<>();
        try (Journal journal = open(SMALL)) {
            journal.replay(0, found::addAll);
            assertThat(journal.state().damages())
                    .singleElement()
                    .satisfies(damage -> assertThat(damage.message()).contains(first.toString()));
        }
        assertThat(texts(found)).containsExactly("two");
    }

    @Test
    void a_segment_that_lost_its_end_is_named() throws IOException {
        write(SMALL, "one", "two");
        write(SMALL, "three");
        Path first = segments().get(0);
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length - 3));
        try (Journal journal = open(SMALL)) {
            List<JournaledRecord> found = new ArrayList<>();
            journal.replay(0, found::addAll);
            assertThat(texts(found)).containsExactly("one", "three");
            assertThat(journal.state().damages()).hasSize(1);
        }
    }

    @Test
    void the_disk_was_forced_before_a_sender_is_told() throws IOException {
        WatchedDisk disk = new WatchedDisk();
        try (Journal journal = Journal.open(folder, SMALL, Clock.systemUTC(), disk)) {
            List<Long> unforcedWhenTold = new CopyOnWriteArrayList<>();
            journal.consumer(batch -> unforcedWhenTold.add(disk.unforcedBytes.get()));
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Void> future = Objects.requireNonNull(journal.offer(record("line " + i)));
                future.thenRun(() -> unforcedWhenTold.add(disk.unforcedBytes.get()))
                        .join();
            }
            assertThat(unforcedWhenTold).hasSizeGreaterThanOrEqualTo(50).containsOnly(0L);
            assertThat(disk.forces.get()).isGreaterThanOrEqualTo(50);
        }
    }

    @Test
    void four_threads_offer_and_every_record_arrives_once_in_the_order_of_its_thread() throws Exception {
        int each = 5_000;
        List<String> consumed = new ArrayList<>();
        try (Journal journal = open(JournalSettings.defaults().withSegmentBytes(100_000))) {
            journal.consumer(batch -> consumed.addAll(texts(batch)));
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int name = t;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < each; i++) {
                        while (journal.offer(record(name + " " + i)) == null) {
                            Thread.onSpinWait();
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(consumed).hasSize(4 * each).doesNotHaveDuplicates();
        for (int t = 0; t < 4; t++) {
            String prefix = t + " ";
            assertThat(consumed.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
        assertThat(texts(replay(0))).containsExactlyElementsOf(consumed);
    }

    @Test
    void a_consumer_that_blocks_fills_the_queue_and_room_is_told_once() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        List<String> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = open(SMALL.withQueue(10, 1 << 20))) {
            journal.consumer(batch -> {
                awaitQuietly(gate);
                consumed.addAll(texts(batch));
            });
            int taken = 0;
            while (journal.offer(record("line " + taken)) != null) {
                taken++;
            }
            assertThat(taken).isEqualTo(10);
            assertThat(journal.queued()).isEqualTo(10);
            journal.onRoom(told::incrementAndGet);
            assertThat(told).hasValue(0);
            gate.countDown();
            Awaitility.await().until(() -> told.get() == 1);
            Awaitility.await().until(() -> journal.queued() == 0);
            journal.onRoom(told::incrementAndGet);
            assertThat(told).hasValue(2);
        }
        assertThat(consumed).hasSize(10);
        assertThat(told).hasValue(2);
    }

    @Test
    void a_waiting_sender_whose_event_loop_has_ended_does_not_end_the_journal() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<JournaledRecord> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = Journal.open(folder, SMALL.withQueue(2, 1 << 20), Clock.systemUTC())) {
            journal.consumer(batch -> {
                consumed.addAll(batch);
                awaitQuietly(gate);
            });
            CompletableFuture<Void> last = Objects.requireNonNull(journal.offer(record("r0")));
            for (CompletableFuture<Void> f = journal.offer(record("r1")); f != null; f = journal.offer(record("r2"))) {
                last = f;
            }
            journal.onRoom(() -> {
                throw new RejectedExecutionException("event executor terminated");
            });
            gate.countDown();
            last.get(10, TimeUnit.SECONDS);
            Awaitility.await().until(() -> journal.queued() == 0);
            Objects.requireNonNull(journal.offer(record("afterwards"))).get(10, TimeUnit.SECONDS);
        }
        assertThat(consumed).hasSize(3);
    }

    @Test
    void a_full_disk_acknowledges_nothing_pushes_back_and_recovers_by_itself() throws Exception {
        WatchedDisk disk = new WatchedDisk();
        List<JournaledRecord> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = Journal.open(folder, SMALL.withQueue(20, 1 << 20), Clock.systemUTC(), disk)) {
            journal.consumer(consumed::addAll);
            Objects.requireNonNull(journal.offer(record("before"))).join();
            Awaitility.await().until(() -> journal.queued() == 0); // its place in the queue is free after its future
            disk.full = true;
            List<CompletableFuture<Void>> promised = new ArrayList<>();
            for (CompletableFuture<Void> f = journal.offer(record("r0"));
                    f != null;
                    f = journal.offer(record("r" + promised.size()))) {
                promised.add(f);
            }
            assertThat(promised).hasSizeBetween(20, 21);
            Awaitility.await().until(() -> journal.state().problem() != null);
            assertThat(journal.state().problem()).contains("No space left on device");
            assertThat(promised).noneMatch(CompletableFuture::isDone);
            disk.full = false;
            for (CompletableFuture<Void> future : promised) {
                future.get(10, TimeUnit.SECONDS);
            }
            assertThat(journal.state().problem()).isNull();
        }
        assertThat(consumed.size()).isBetween(21, 22);
        assertThat(texts(replay(0))).containsExactlyElementsOf(texts(consumed));
        assertThat(consumed.stream().map(JournaledRecord::position)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void after_a_failed_fsync_the_group_is_written_again_elsewhere_and_is_there_once() throws Exception {
        WatchedDisk disk = new WatchedDisk();
        List<JournaledRecord> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = Journal.open(folder, SMALL, Clock.systemUTC(), disk)) {
            journal.consumer(consumed::addAll);
            Objects.requireNonNull(journal.offer(record("one"))).join();
            disk.forceFails = true;
            CompletableFuture<Void> two = Objects.requireNonNull(journal.offer(record("two")));
            Awaitility.await().until(() -> journal.state().problem() != null);
            disk.forceFails = false;
            two.get(10, TimeUnit.SECONDS);
        }
        assertThat(texts(consumed)).containsExactly("one", "two");
        assertThat(replay(0).stream().map(JournaledRecord::position))
                .containsExactlyElementsOf(
                        consumed.stream().map(JournaledRecord::position).toList());
    }

    @Test
    void released_segments_go_and_the_rest_stays() throws IOException {
        String[] lines = IntStream.range(0, 300).mapToObj(i -> "some line " + i).toArray(String[]::new);
        List<JournaledRecord> written = write(SMALL, lines);
        int before = segments().size();
        JournaledRecord middle = written.get(150);
        long next;
        try (Journal journal = open(SMALL)) {
            journal.release(middle.position());
            assertThat(segments()).hasSizeLessThan(before);
            next = journal.nextPosition();
            journal.release(next);
            journal.release(Long.MAX_VALUE);
            assertThat(segments()).as("the newest keeps the position").hasSize(1);
        }
        assertThat(write(SMALL, "x").get(0).position()).isGreaterThanOrEqualTo(next);
    }

    @Test
    void release_keeps_everything_from_the_position_on() throws IOException {
        String[] lines = IntStream.range(0, 300).mapToObj(i -> "line " + i).toArray(String[]::new);
        List<JournaledRecord> written = write(SMALL, lines);
        long position = written.get(150).position();
        try (Journal journal = open(SMALL)) {
            journal.release(position);
        }
        assertThat(texts(replay(position))).containsExactly(Arrays.copyOfRange(lines, 150, 300));
    }

    @Test
    void the_quota_pushes_back_until_segments_are_released() throws Exception {
        List<JournaledRecord> consumed = new CopyOnWriteArrayList<>();
        try (Journal journal = open(SMALL.withQueue(50, 10_000).withMaxBytes(40_000))) {
            journal.consumer(consumed::addAll);
            for (int i = 0; journal.state().problem() == null && i < 10_000; i++) {
                journal.offer(record("x".repeat(200)));
            }
            Awaitility.await().until(() -> journal.state().problem() != null);
            assertThat(journal.state().problem()).contains("journal.maxBytes");
            int stuck = consumed.size();
            journal.release(journal.nextPosition());
            Awaitility.await().until(() -> consumed.size() > stuck);
        }
    }

    @Test
    void two_hosts_do_not_share_a_folder() throws IOException {
        try (Journal journal = open(SMALL)) {
            assertThat(journal.queued()).isZero();
            assertThatThrownBy(() -> open(SMALL))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another host uses")
                    .hasMessageContaining(folder.toString());
        }
        open(SMALL).close();
    }

    @Test
    void a_consumer_that_fails_stops_the_journal_but_what_was_acknowledged_is_there() throws Exception {
        try (Journal journal = open(SMALL)) {
            journal.consumer(batch -> {
                throw new IllegalStateException("on purpose");
            });
            Objects.requireNonNull(journal.offer(record("acknowledged"))).join();
            Awaitility.await().until(() -> journal.state().problem() != null);
            assertThat(journal.offer(record("late"))).isCompletedExceptionally();
        }
        assertThat(texts(replay(0))).containsExactly("acknowledged");
    }

    @Test
    void a_record_that_never_fits_is_refused_by_name() throws IOException {
        try (Journal journal = open(SMALL.withQueue(10, 100))) {
            assertThatThrownBy(() -> journal.offer(record("x".repeat(101))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("journal.queueBytes");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
