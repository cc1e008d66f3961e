package dev.vedette.host.parse.declarative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class RegexLiteralTest {
    @Test
    void the_longest_text_that_every_match_holds_is_found() {
        assertThat(RegexLiteral.of("^Accepted \\w+ for (?<u>\\S+) from")).isEqualTo("Accepted ");
        assertThat(RegexLiteral.of("%FTD-\\d-")).isEqualTo("%FTD-");
        assertThat(RegexLiteral.of("ab?cd+e{0,2}fgh")).isEqualTo("fgh");
        assertThat(RegexLiteral.of("type=EOE\\.x")).isEqualTo("type=EOE.x");
    }

    @Test
    void where_nothing_is_certain_nothing_is_claimed() {
        for (String regex : new String[] {"abc|def", "(?i)abc", "[abc]+", "a", "(abc)?", "\\Qabc\\E", ".*"}) {
            assertThat(RegexLiteral.of(regex)).as(regex).isEmpty();
        }
    }

    @Test
    void no_text_that_an_expression_matches_lacks_its_literal() {
        String pieces = "ab()[]?*+{}|\\.^$1,-d";
        Random random = new Random(3);
        int compiled = 0;
        int matched = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                regex.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex.toString());
            } catch (PatternSyntaxException e) {
                continue;
            }
            compiled++;
            String literal = RegexLiteral.of(regex.toString());
            for (int t = 0; t < 4; t++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(6); n > 0; n--) {
                    text.append("abab1,-d".charAt(random.nextInt(8)));
                }
                if (pattern.matcher(text).find()) {
                    matched++;
                    assertThat(text.toString()).as(regex.toString()).contains(literal);
                }
            }
        }
        assertThat(compiled).isGreaterThan(5_000);
        assertThat(matched).isGreaterThan(2_000);
    }
}
