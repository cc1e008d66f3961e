package dev.vedette.api.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class GuardedPatternTest {
    @Test
    void it_matches_as_the_plain_expression_does() {
        GuardedPattern pattern = GuardedPattern.of("user=(\\w+)");
        MatchResult found = pattern.find("login user=alice ok");
        assertThat(found.group(1)).isEqualTo("alice");
        assertThat(found.start(1)).isEqualTo(11);
        assertThat(pattern.match("login user=alice ok")).isNull();
        assertThat(pattern.match("user=alice").group()).isEqualTo("user=alice");
        assertThat(pattern.finds("nothing")).isFalse();
        assertThat(pattern.exhausted()).isZero();
        assertThat(GuardedPattern.of("ALICE", Pattern.CASE_INSENSITIVE, 1000).finds("alice"))
                .isTrue();
    }

    @Test
    void a_catastrophic_expression_is_a_counted_non_match() {
        GuardedPattern evil = GuardedPattern.of("^(?:(a+)\\1?)+$");
        String text = "a".repeat(40) + "!";
        long begin = System.nanoTime();
        assertThat(evil.find(text)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(evil.finds(text)).isFalse();
        assertThat(evil.match(text)).isNull();
        assertThat(evil.exhausted()).isEqualTo(3);
        assertThat(evil.finds("aaaa")).as("the next text has its whole budget").isTrue();
    }

    @Test
    void where_the_budget_ends_does_not_depend_on_time() {
        GuardedPattern evil = GuardedPattern.of("(.*a){10}b", 0, 20_000);
        for (int length = 1; length < 40; length++) {
            String text = "a".repeat(length);
            long before = evil.exhausted();
            evil.finds(text);
            boolean first = evil.exhausted() > before;
            for (int again = 0; again < 3; again++) {
                before = evil.exhausted();
                evil.finds(text);
                assertThat(evil.exhausted() > before).isEqualTo(first);
            }
        }
        assertThat(evil.exhausted()).isPositive();
    }

    @Test
    void an_expression_that_uses_up_the_stack_is_a_counted_non_match() {
        GuardedPattern deep = GuardedPattern.of("(a|b)*", 0, Integer.MAX_VALUE);
        assertThat(deep.match("ab".repeat(500_000))).isNull();
        assertThat(deep.exhausted()).isEqualTo(1);
        assertThat(GuardedPattern.of("[ab]*", 0, Integer.MAX_VALUE).match("ab".repeat(500_000)))
                .isNotNull();
    }

    @Test
    void groups_stay_readable_after_the_match() {
        StringBuilder text = new StringBuilder("key=value");
        MatchResult found = GuardedPattern.of("(\\w+)=(\\w+)").find(text);
        text.setLength(0);
        assertThat(found.group(2)).isEqualTo("value");
    }

    @Test
    void a_broken_expression_or_budget_is_refused() {
        assertThatThrownBy(() -> GuardedPattern.of("(")).isInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(() -> GuardedPattern.of("a", 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
