package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SyslogFramerTest {
    private static final int MAX = 1_000;

    private static Collected frame(String stream, int pieceSize) {
        return Collected.of(new SyslogFramer(MAX), stream, pieceSize);
    }

    private static String counted(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length + " " + message;
    }

    /** The same records must come out however the stream is torn. */
    private static Collected frameInEveryWay(String stream) {
        Collected whole = frame(stream, Integer.MAX_VALUE / 2);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            SyslogFramer framer = new SyslogFramer(MAX);
            Collected torn = new Collected();
            framer.feed(bytes, 0, cut, torn);
            framer.feed(bytes, cut, bytes.length, torn);
            framer.finish(torn);
            assertThat(torn.records).as("torn at byte %d", cut).isEqualTo(whole.records);
            assertThat(torn.broken).as("torn at byte %d", cut).isEqualTo(whole.broken);
            assertThat(torn.lost).as("torn at byte %d", cut).isEqualTo(whole.lost);
        }
        for (int size = 1; size < 9; size++) {
            assertThat(frame(stream, size).records).as("pieces of %d", size).isEqualTo(whole.records);
        }
        return whole;
    }

    @Test
    void lines_end_with_lf_crlf_or_nul_and_the_last_needs_no_end() {
        Collected found = frameInEveryWay("<34>one\n<34>two\r\n<34>three\0\n\n<34>four");
        assertThat(found.records).containsExactly("<34>one", "<34>two", "<34>three", "<34>four");
        assertThat(found.broken).isEmpty();
    }

    @Test
    void counted_messages_may_hold_line_ends_and_are_counted_in_bytes() {
        String first = "<34>1 - - - - - - line one\nline two";
        String second = "<34>Grüße aus Köln";
        Collected found = frameInEveryWay(counted(first) + counted(second) + counted("<13>last"));
        assertThat(found.records).containsExactly(first, second, "<13>last");
        assertThat(found.broken).isEmpty();
    }

    @Test
    void a_line_end_behind_a_counted_message_is_no_record() {
        Collected found = frameInEveryWay(counted("<34>one\n") + counted("<34>two") + "\n" + counted("<34>three"));
        assertThat(found.records).containsExactly("<34>one", "<34>two", "<34>three");
        assertThat(found.broken).isEmpty();
    }

    @Test
    void both_framings_may_take_turns_on_one_connection() {
        Collected found = frameInEveryWay("<34>a line\n" + counted("<34>a counted one") + counted("<34>another"));
        assertThat(found.records).containsExactly("<34>a line", "<34>a counted one", "<34>another");
    }

    @Test
    void a_line_that_begins_with_a_number_is_no_count() {
        Collected found = frameInEveryWay("2024-01-01 start\n10 items <b>\n10 <b> items\n12");
        assertThat(found.records).containsExactly("2024-01-01 start", "10 items <b>", "10 <b> items", "12");
        assertThat(found.broken).isEmpty();
    }

    @Test
    void a_message_longer_than_allowed_is_cut_and_the_rest_counted() {
        String tooLong = "<34>" + "x".repeat(MAX * 3);
        for (String stream :
                List.of(tooLong + "\n<34>next\n", counted(tooLong) + counted("<34>next"), tooLong + "\r\n<34>next")) {
            Collected found = frameInEveryWay(stream);
            assertThat(found.records).containsExactly(tooLong.substring(0, MAX), "<34>next");
            assertThat(found.cuts).isEqualTo(1);
            assertThat(found.lost).isBetween(2L * MAX + 4, 2L * MAX + 5);
        }
    }

    @Test
    void a_message_as_long_as_allowed_is_not_cut() {
        String exact = "<34>" + "x".repeat(MAX - 4);
        for (String stream : List.of(exact + "\n", exact + "\r\n", counted(exact), exact)) {
            Collected found = frameInEveryWay(stream);
            assertThat(found.records).containsExactly(exact);
            assertThat(found.cuts).isZero();
        }
    }

    @Test
    void a_count_that_is_too_small_is_reported_and_no_byte_is_lost() {
        String message = "<34>zwölf Boxkämpfer"; // counted in characters, as some senders do
        Collected found = frameInEveryWay(message.length() + " " + message + counted("<34>next") + counted("<34>more"));
        assertThat(found.broken).hasSize(1);
        assertThat(String.join("", found.records.subList(0, 2))).isEqualTo(message);
        assertThat(found.records).endsWith("<34>next", "<34>more");
    }

    @Test
    void a_broken_count_before_lines_goes_on_with_lines() {
        Collected found = frameInEveryWay(counted("<34>one") + "999999999 <34>two\n<34>three\n<34>four\n");
        assertThat(found.broken).hasSize(1);
        assertThat(found.records).containsExactly("<34>one", "999999999 <34>two", "<34>three", "<34>four");
    }

    @Test
    void a_connection_that_ends_inside_a_counted_message_keeps_what_came() {
        Collected found = frame("100 <34>only this", 3);
        assertThat(found.records).containsExactly("<34>only this");
        assertThat(found.broken).hasSize(1);
    }

    @Test
    void garbage_never_throws_and_never_grows_beyond_the_limit() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] garbage = new byte[random.nextInt(20_000)];
            random.nextBytes(garbage);
            String alphabet = "0123456789 <>\n\r\0ab";
            for (int i = 0; i < garbage.length && seed % 2 == 0; i++) {
                garbage[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            SyslogFramer framer = new SyslogFramer(MAX);
            List<byte[]> records = new ArrayList<>();
            FrameSink sink = new FrameSink() {
                @Override
                public void record(byte[] bytes) {
                    records.add(bytes);
                }

                @Override
                public void cut(byte[] beginning, long lostBytes) {
                    records.add(beginning);
                }

                @Override
                public void broken(String reason) {}
            };
            for (int at = 0; at < garbage.length; ) {
                int next = Math.min(garbage.length, at + 1 + random.nextInt(700));
                framer.feed(garbage, at, next, sink);
                at = next;
            }
            framer.finish(sink);
            assertThat(records)
                    .as("seed %d", seed)
                    .allSatisfy(record -> assertThat(record.length).isBetween(1, MAX));
        }
    }
}
