package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.parse.Parsing;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dissect against the regular expression that says the same: reluctant groups between quoted literals. */
class DissectTest {
    private static final String ALPHABET = "ab: ";

    @Test
    void it_finds_what_the_equivalent_expression_finds() throws YamlException {
        Random random = new Random(42);
        int[] positions = new int[64];
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            int keys = 1 + random.nextInt(4);
            StringBuilder pattern = new StringBuilder(word(random, 0));
            StringBuilder regex = new StringBuilder("^").append(Pattern.quote(pattern.toString()));
            for (int k = 0; k < keys; k++) {
                String literal = word(random, k == keys - 1 ? 0 : 1);
                pattern.append("%{_k").append(k).append('}').append(literal);
                // A value ends at the first occurrence of what stands behind it; only the last may hold that itself.
                regex.append(k == keys - 1 ? "(.*)" : "((?:(?!" + Pattern.quote(literal) + ").)*)")
                        .append(Pattern.quote(literal));
            }
            String text = random.nextBoolean()
                    ? word(random, 0) + word(random, 0) + word(random, 0)
                    : filled(pattern.toString(), random);
            DissectPattern dissect =
                    DissectPattern.compile(new Scope(), Yaml.readAll("x", "a").get(0), pattern.toString());
            Matcher reference = Pattern.compile(regex + "$").matcher(text);
            boolean expected = reference.find();
            assertThat(dissect.match(text, positions))
                    .as(pattern + " on '" + text + "'")
                    .isEqualTo(expected);
            if (expected) {
                matches++;
                List<String> values = new ArrayList<>();
                List<String> wanted = new ArrayList<>();
                for (int k = 0; k < keys; k++) {
                    values.add(text.substring(positions[2 * k], positions[2 * k + 1]));
                    wanted.add(reference.group(k + 1));
                }
                assertThat(values).as(pattern + " on '" + text + "'").isEqualTo(wanted);
            }
        }
        assertThat(matches).isGreaterThan(5_000);
    }

    private static String word(Random random, int least) {
        StringBuilder word = new StringBuilder();
        for (int n = least + random.nextInt(3); n > 0; n--) {
            word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return word.toString();
    }

    private static String filled(String pattern, Random random) {
        return Pattern.compile("%\\{_k\\d}").matcher(pattern).replaceAll(key -> word(random, 0));
    }

    @Test
    void padding_is_skipped_in_the_middle_and_at_the_end() {
        try (Parsing parsing = Parsing.of("parser: x\nsteps: [ { id: a, dissect: '%{x.a->} %{x.b->}..' } ]")) {
            assertThat(Parsing.value(parsing.event("one     two........"), "x.b"))
                    .isEqualTo("two");
        }
    }
}
