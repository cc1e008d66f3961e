package dev.vedette.host.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One pass for all literals against looking for each of them. */
class LiteralAutomatonTest {
    private static BitSet find(LiteralAutomaton automaton, byte[] text, int members) {
        long[] found = new long[(members + 63) / 64];
        automaton.find(text, found);
        return BitSet.valueOf(found);
    }

    private static void compare(Random random, int members, int longest, String alphabet, int texts, int length) {
        List<List<String>> literals = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            List<String> own = new ArrayList<>();
            for (int n = random.nextInt(3); n >= 0; n--) {
                own.add(word(random, alphabet, 1 + random.nextInt(longest)));
            }
            literals.add(random.nextInt(20) == 0 ? List.of() : own);
        }
        LiteralAutomaton automaton = LiteralAutomaton.of(literals);
        for (int t = 0; t < texts; t++) {
            String text = word(random, alphabet + "xyz", random.nextInt(length));
            BitSet expected = new BitSet();
            for (int m = 0; m < members; m++) {
                if (literals.get(m).stream().anyMatch(text::contains)) {
                    expected.set(m);
                }
            }
            assertThat(find(automaton, text.getBytes(StandardCharsets.UTF_8), members))
                    .as(text)
                    .isEqualTo(expected);
        }
    }

    private static String word(Random random, String alphabet, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    @Test
    void it_finds_what_a_naive_search_finds() {
        Random random = new Random(1);
        for (int round = 0; round < 40; round++) {
            compare(random, 1 + random.nextInt(130), 6, "ab", 60, 40);
            compare(random, 1 + random.nextInt(30), 4, "abcé€%", 60, 60);
        }
    }

    @Test
    void states_beyond_the_dense_ones_find_the_same() {
        compare(new Random(2), 3_000, 12, "abcdef", 120, 400);
    }

    @Test
    void a_literal_is_found_in_text_that_is_no_utf_8() {
        LiteralAutomaton automaton = LiteralAutomaton.of(List.of(List.of("é€"), List.of("é")));
        assertThat(find(automaton, new byte[] {'x', (byte) 0xE9}, 2)).isEqualTo(BitSet.valueOf(new long[] {2}));
        assertThat(find(automaton, "é€".getBytes(StandardCharsets.UTF_8), 2)).isEqualTo(BitSet.valueOf(new long[] {3}));
        assertThat(find(LiteralAutomaton.of(List.of()), new byte[] {1}, 0)).isEqualTo(new BitSet());
    }
}
