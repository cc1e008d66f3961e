package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplittersTest {
    private static final int MAX = 100;

    private static Collected lines(String text) {
        Collected whole = Collected.of(new LineSplitter(MAX), text, 1 << 20);
        for (int size = 1; size < 12; size++) {
            Collected torn = Collected.of(new LineSplitter(MAX), text, size);
            assertThat(torn.records).isEqualTo(whole.records);
            assertThat(torn.lost).isEqualTo(whole.lost);
        }
        return whole;
    }

    private static Collected json(String text, boolean unwrap) {
        Collected whole = Collected.of(new JsonSplitter(MAX, unwrap), text, 1 << 20);
        for (int size = 1; size < 12; size++) {
            Collected torn = Collected.of(new JsonSplitter(MAX, unwrap), text, size);
            assertThat(torn.records).isEqualTo(whole.records);
            assertThat(torn.broken).isEqualTo(whole.broken);
        }
        return whole;
    }

    @Test
    void lines_may_end_with_lf_or_crlf_and_the_last_needs_no_end() {
        assertThat(lines("one\ntwo\r\n\r\n\nthree").records).containsExactly("one", "two", "three");
        assertThat(lines("").records).isEmpty();
        assertThat(lines("\r").records).isEmpty();
        assertThat(lines(" \n").records).containsExactly(" ");
    }

    @Test
    void a_line_at_the_limit_stays_whole_and_one_beyond_is_cut() {
        String exact = "x".repeat(MAX);
        for (String text : List.of(exact, exact + "\n", exact + "\r\n", exact + "\nnext")) {
            assertThat(lines(text).records.get(0)).isEqualTo(exact);
            assertThat(lines(text).cuts).isZero();
        }
        Collected cut = lines("x".repeat(5 * MAX) + "\nnext\n");
        assertThat(cut.records).containsExactly(exact, "next");
        assertThat(cut.lost).isEqualTo(4L * MAX);
    }

    @Test
    void objects_over_several_lines_come_one_by_one() {
        assertThat(json("{\n \"a\": \"}{\",\n \"b\": [1, {\"c\": \"\\\"]\"}]\n}\n{\"d\":1}{\"e\":2}", true).records)
                .containsExactly("{\n \"a\": \"}{\",\n \"b\": [1, {\"c\": \"\\\"]\"}]\n}", "{\"d\":1}", "{\"e\":2}");
    }

    @Test
    void the_members_of_an_array_come_one_by_one() {
        Collected found = json("[ {\"a\":1},\n {\"b\":[2]} , \"text, and ]\", 12.5, true, [3] ]\n", true);
        assertThat(found.records).containsExactly("{\"a\":1}", "{\"b\":[2]}", "\"text, and ]\"", "12.5", "true", "[3]");
        assertThat(found.broken).isEmpty();
        assertThat(json("[]", true).records).isEmpty();
    }

    @Test
    void a_wrapper_of_events_is_opened_only_where_asked_for() {
        String text = "{ \"events\" : [ {\"a\":1}, {\"b\":{\"events\":[1]}} ], \"more\": {\"x\":[\"]}\"]} }\n";
        assertThat(json(text, true).records).containsExactly("{\"a\":1}", "{\"b\":{\"events\":[1]}}");
        assertThat(json("{\"events\":[{\"a\":1}]}", false).records).containsExactly("{\"events\":[{\"a\":1}]}");
        assertThat(json("{\"a\":1}{\"events\":[{\"a\":1}]}", true).records)
                .containsExactly("{\"a\":1}", "{\"events\":[{\"a\":1}]}");
    }

    @Test
    void a_byte_order_mark_and_record_separators_are_no_content() {
        assertThat(json("\uFEFF{\"a\":1}", true).records).containsExactly("{\"a\":1}");
        assertThat(json("\u001e{\"a\":1}\n\u001e{\"b\":1}\n", true).records).containsExactly("{\"a\":1}", "{\"b\":1}");
    }

    @Test
    void what_is_no_json_is_reported_and_kept() {
        Collected found = json("{\"a\":1}\noops here\n{\"b\":2}\n{\"c\":", true);
        assertThat(found.records).containsExactly("{\"a\":1}", "oops here", "{\"b\":2}", "{\"c\":");
        assertThat(found.broken).hasSize(2);
    }

    @Test
    void a_value_beyond_the_limit_is_cut() {
        Collected found = json("[{\"a\":\"" + "x".repeat(300) + "\"},{\"b\":1}]", true);
        assertThat(found.cuts).isEqualTo(1);
        assertThat(found.records).hasSize(2).last().isEqualTo("{\"b\":1}");
        assertThat(found.records.get(0)).hasSize(MAX);
    }

    @Test
    void garbage_never_throws() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            String alphabet = "{}[]\",\\ \nae:1";
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 2_000; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<String> kept = new ArrayList<>(json(text.toString(), true).records);
            kept.addAll(lines(text.toString()).records);
            assertThat(kept)
                    .as("seed %d", seed)
                    .allSatisfy(record -> assertThat(record.length()).isBetween(1, MAX));
        }
    }

    @Test
    void the_format_of_a_text_is_seen_from_its_beginning() {
        assertThat(format("{\"a\":1}\n{\"b\":2}\n")).isEqualTo(TextFormat.LINES);
        assertThat(format("{\"a\":\"}\",\n\"b\":2}\n")).isEqualTo(TextFormat.JSON);
        assertThat(format("{\"events\":[{\"a\":1}]}")).isEqualTo(TextFormat.JSON);
        assertThat(format("{\"events\":7}\n")).isEqualTo(TextFormat.LINES);
        assertThat(format("\n [ {\"a\":1} ]")).isEqualTo(TextFormat.JSON);
        assertThat(format("[Wed Oct 11 14:32:52 2000] [error] x\n")).isEqualTo(TextFormat.LINES);
        assertThat(format("[ 12.34] usb 1-1\n")).isEqualTo(TextFormat.LINES);
        assertThat(format("{oops\n")).isEqualTo(TextFormat.LINES);
        assertThat(format("\uFEFF{\n\"a\":1}")).isEqualTo(TextFormat.JSON);
        assertThat(format("")).isEqualTo(TextFormat.LINES);
        assertThat(format("{")).isEqualTo(TextFormat.LINES);
    }

    private static TextFormat format(String text) {
        return TextFormat.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
