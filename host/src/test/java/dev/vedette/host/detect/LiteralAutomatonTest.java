package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiteralAutomatonTest {
    private static Set<Integer> scan(LiteralAutomaton automaton, String text) {
        Set<Integer> hits = new TreeSet<>();
        automaton.scan(text.toCharArray(), text.length(), hits::add);
        return hits;
    }

    private static Set<Integer> walk(LiteralAutomaton trie, String text, boolean backwards) {
        Set<Integer> hits = new TreeSet<>();
        trie.walk(text.toCharArray(), text.length(), backwards, hits::add);
        return hits;
    }

    private static LiteralAutomatonBuilder builder(List<String> literals) {
        LiteralAutomatonBuilder builder = new LiteralAutomatonBuilder();
        for (int i = 0; i < literals.size(); i++) {
            builder.add(literals.get(i), i);
        }
        return builder;
    }

    @Test
    void literals_inside_each_other_are_all_found() {
        LiteralAutomaton automaton =
                builder(List.of("he", "she", "his", "hers")).anywhere();
        assertThat(scan(automaton, "ushers")).containsExactly(0, 1, 3);
        assertThat(scan(automaton, "hi")).isEmpty();
    }

    @Test
    void it_finds_what_string_search_finds_with_rows_for_few_and_for_many_states() {
        Random random = new Random(42);
        for (int round = 0; round < 16; round++) {
            String alphabet = round % 2 == 0 ? "ab" : "abcdefghijklmnopqrstuvwxyzäöü😀";
            List<String> literals = new ArrayList<>();
            Set<String> distinct = new TreeSet<>();
            for (int i = 0; i < 3_000; i++) {
                String literal = text(random, alphabet, 1 + random.nextInt(round % 2 == 0 ? 9 : 30));
                if (distinct.add(literal)) {
                    literals.add(literal);
                }
            }
            LiteralAutomaton anywhere = builder(literals).anywhere();
            LiteralAutomaton starts = builder(literals).trie(false);
            LiteralAutomaton ends = builder(literals).trie(true);
            for (int t = 0; t < 5; t++) {
                String text = text(random, alphabet, 40) + literals.get(random.nextInt(literals.size()));
                Set<Integer> expected = new TreeSet<>();
                Set<Integer> expectedStarts = new TreeSet<>();
                Set<Integer> expectedEnds = new TreeSet<>();
                for (int i = 0; i < literals.size(); i++) {
                    if (text.contains(literals.get(i))) {
                        expected.add(i);
                    }
                    if (text.startsWith(literals.get(i))) {
                        expectedStarts.add(i);
                    }
                    if (text.endsWith(literals.get(i))) {
                        expectedEnds.add(i);
                    }
                }
                assertThat(scan(anywhere, text)).isEqualTo(expected);
                assertThat(walk(starts, text, false)).isEqualTo(expectedStarts);
                assertThat(walk(ends, text, true)).isEqualTo(expectedEnds);
            }
        }
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
