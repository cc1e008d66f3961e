package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdOutputStream;
import dev.vedette.host.ingest.follow.FollowedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowReceiverTest extends ReceiverTesting {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void file() {
        log = folder.resolve("app.log");
    }

    private Receiver follow(String pattern) {
        ReceiverSettings settings = ReceiverSettings.ofFile("files", folder.resolve("x"))
                .withFile(new FileSettings(Path.of(folder + "/" + pattern), true));
        return start(settings, Clock.systemUTC());
    }

    /** What a host does that starts again. */
    private Receiver again(Receiver running, String pattern) {
        running.close();
        followed = FollowedFiles.in(notes);
        return follow(pattern);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> lines(String name, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> name + " line number " + i)
                .toList();
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    @Test
    void lines_come_as_they_are_written_and_half_a_line_waits_for_its_end() throws Exception {
        append(log, "one\r\n\ntwo\nhal");
        follow("app.log");
        awaitRecords(2);
        Thread.sleep(600);
        append(log, "f\nlast\n");
        awaitRecords(4);
        assertThat(intake.texts()).containsExactly("one", "two", "half", "last");
        assertThat(intake.records().get(0).origin().path()).isEqualTo(log.toString());
        assertThat(intake.records().get(0).origin().source()).isEqualTo(log.toString());
    }

    @Test
    void new_files_that_match_are_found_and_others_are_not() throws Exception {
        follow("*.log");
        append(folder.resolve("a.log"), "a\n");
        append(folder.resolve("b.txt"), "b\n");
        awaitRecords(1);
        append(folder.resolve("c.log"), "c\n");
        awaitRecords(2);
        assertThat(intake.texts()).containsExactly("a", "c");
    }

    @Test
    void rotation_by_renaming_loses_nothing_and_doubles_nothing() throws Exception {
        follow("app.log*");
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            List<String> before = lines("round " + round, 0, 500);
            append(log, text(before.subList(0, 400)));
            if (round % 2 == 0) {
                awaitRecords(expected.size() + 100);
            }
            Path rotated = folder.resolve("app.log." + round);
            Files.move(log, rotated);
            append(rotated, text(before.subList(400, 500))); // the writer has not noticed yet
            expected.addAll(before);
        }
        append(log, "the end\n");
        expected.add("the end");
        awaitRecords(expected.size());
        Thread.sleep(500);
        assertThat(intake.texts()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void rotation_by_copying_and_truncating_is_followed_and_the_copy_left_out() throws Exception {
        follow("app.log*");
        List<String> first = lines("first", 0, 1_000);
        append(log, text(first));
        awaitRecords(1_000);
        Files.copy(log, folder.resolve("app.log.1"));
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        Thread.sleep(600);
        append(log, "second\n");
        awaitRecords(1_001);
        Thread.sleep(3_000); // the copy is looked at again when it has settled
        assertThat(intake.texts()).hasSize(1_001).startsWith(first.get(0)).endsWith("second");
    }

    @Test
    void a_file_that_was_cut_off_and_has_grown_beyond_what_was_read_is_begun_anew() throws Exception {
        follow("app.log");
        for (int round = 0; round < 3; round++) {
            Files.writeString(log, text(lines("round " + round, 0, 100 * (round + 1))));
            awaitRecords(50 * (round + 1) * (round + 2));
        }
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            expected.addAll(lines("round " + round, 0, 100 * (round + 1)));
        }
        assertThat(intake.texts()).containsExactlyElementsOf(expected);
    }

    @Test
    void a_restart_goes_on_behind_the_last_line_whatever_happened_to_the_name() throws Exception {
        Receiver receiver = follow("app.log*");
        append(log, text(lines("a", 0, 100)));
        awaitRecords(100);
        receiver.close();
        append(log, text(lines("a", 100, 110)));
        Files.move(log, folder.resolve("app.log.1"));
        append(log, text(lines("b", 0, 10)));
        again(receiver, "app.log*");
        awaitRecords(120);
        Thread.sleep(500);
        List<String> expected = new ArrayList<>(lines("a", 0, 110));
        expected.addAll(lines("b", 0, 10));
        assertThat(intake.texts()).containsExactlyElementsOf(expected);
    }

    @Test
    void a_file_compressed_after_its_rotation_gives_only_what_was_not_read_before() throws Exception {
        Receiver receiver = follow("app.log*");
        append(log, text(lines("gz", 0, 200)));
        awaitRecords(200);
        receiver.close();
        append(log, text(lines("gz", 200, 300)));
        Path packed = folder.resolve("app.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(log, out);
        }
        old(packed);
        Files.delete(log);
        Path other = folder.resolve("app.log.2.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(other))) {
            out.write(utf8("an older one\nwithout an end"));
        }
        old(other);
        Receiver second = again(receiver, "app.log*");
        awaitRecords(302);
        again(second, "app.log*");
        Thread.sleep(700);
        List<String> expected = new ArrayList<>(lines("gz", 0, 300));
        expected.add("an older one");
        expected.add("without an end");
        assertThat(intake.texts()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void another_file_in_the_place_of_a_known_one_is_read_from_its_beginning() throws Exception {
        Receiver receiver = follow("app.log");
        append(log, text(lines("old", 0, 50)));
        awaitRecords(50);
        receiver.close();
        Files.writeString(log, text(lines("new", 0, 80)), StandardOpenOption.TRUNCATE_EXISTING);
        again(receiver, "app.log");
        awaitRecords(130);
        assertThat(intake.texts().subList(50, 130)).isEqualTo(lines("new", 0, 80));
    }

    @Test
    void what_was_not_durable_is_read_again_after_a_crash() throws Exception {
        append(log, text(lines("c", 0, 10)));
        Receiver receiver = follow("app.log");
        awaitRecords(10);
        await().until(() -> Files.exists(notes.resolve("files.files")));
        Thread.sleep(1_500);
        Path copy = notes.resolve("as-at-the-crash");
        intake.durable(false);
        append(log, text(lines("c", 10, 20)));
        awaitRecords(20);
        Thread.sleep(1_500);
        Files.copy(notes.resolve("files.files"), copy);
        intake.sync(null);
        intake.durable(true);
        receiver.close();
        Files.move(copy, notes.resolve("files.files"), StandardCopyOption.REPLACE_EXISTING);
        again(receiver, "app.log");
        awaitRecords(30);
        assertThat(intake.texts().subList(20, 30)).isEqualTo(lines("c", 10, 20));
    }

    @Test
    void a_disk_that_takes_no_note_stops_nothing_for_good() throws Exception {
        append(log, "one\n");
        Receiver receiver = follow("app.log");
        awaitRecords(1);
        Path obstacle = Files.createDirectory(notes.resolve("files.files.new"));
        append(log, "two\n");
        Thread.sleep(1_500);
        Files.delete(obstacle);
        append(log, "three\n");
        awaitRecords(3);
        Thread.sleep(1_500);
        again(receiver, "app.log");
        append(log, "four\n");
        awaitRecords(4);
        assertThat(intake.texts()).containsExactly("one", "two", "three", "four");
    }

    @Test
    void a_full_intake_holds_the_reading_and_long_and_binary_lines_are_kept_as_far_as_allowed() throws Exception {
        intake.room(3);
        byte[] binary = {0, 1, 2, (byte) 0xFF, '\n'};
        append(log, "x".repeat(1 << 20) + "\n");
        Files.write(log, binary, StandardOpenOption.APPEND);
        append(log, text(lines("l", 0, 1_000)));
        ReceiverSettings settings = ReceiverSettings.ofFile("files", log)
                .withFile(new FileSettings(log, true))
                .withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 1));
        Receiver receiver = start(settings, Clock.systemUTC());
        awaitRecords(3);
        Thread.sleep(300);
        assertThat(intake.size()).isEqualTo(3);
        intake.room(Long.MAX_VALUE);
        awaitRecords(1_002);
        assertThat(intake.records().get(0).bytes()).hasSize(1_000);
        assertThat(intake.records().get(1).bytes()).containsExactly(0, 1, 2, 0xFF);
        assertThat(receiver.statistics().cut()).isEqualTo(1);
        Receiver second = again(receiver, "app.log");
        append(log, "after\n");
        awaitRecords(1_003);
        assertThat(second.statistics().records()).isEqualTo(1);
    }
}
