package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.detect.sigma.ValueTest;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegexLiteralsTest {
    private static Set<String> required(String regex) {
        return RegexLiterals.required(new ValueTest.Regex(regex, Set.of()));
    }

    @Test
    void the_longest_run_of_plain_characters_is_required() {
        assertThat(required("a+powershell\\.exe\\s+-enc")).containsExactly("powershell.exe");
        assertThat(required("net\\s+CONFIG")).containsExactly("config");
    }

    @Test
    void of_alternatives_all_are_needed_together() {
        assertThat(required("(?:wget|curl) http")).containsAnyOf(" http", "wget");
        assertThat(required("^(wget|curl)$")).containsExactlyInAnyOrder("wget", "curl");
        assertThat(required("wget|[0-9]+")).isEmpty();
    }

    @Test
    void what_may_be_absent_is_not_required() {
        assertThat(required("(foo)?bar")).containsExactly("bar");
        assertThat(required("(foobar)*x")).isEmpty();
        assertThat(required("foob{0,3}")).containsExactly("foo");
        assertThat(required("foob{2}")).containsExactly("foob");
        assertThat(required("colou?r")).containsExactly("colo");
    }

    @Test
    void what_is_not_plain_gives_nothing() {
        assertThat(required("\\d{8}")).isEmpty();
        assertThat(required("[abc]{3}")).isEmpty();
        assertThat(required("(?!evil).*")).isEmpty();
        assertThat(required("(?=evil).*")).isEmpty();
        assertThat(required("(?x) a b c")).isEmpty();
        assertThat(required("\\Qab\\E")).isEmpty();
    }

    @Test
    void flags_and_named_groups_are_read_over() {
        assertThat(required("(?i)EviL")).containsExactly("evil");
        assertThat(required("(?<name>evil)")).containsExactly("evil");
        assertThat(required("(?P<name>evil)")).containsExactly("evil");
    }
}
