package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final String WHOAMI = """
        title: Who am I
        id: 0b7f4e4e-3c5b-4b0a-9d0a-6b6a7a6c1f10
        description: Somebody asks who they are.
        author: Vedette
        license: Apache-2.0
        level: high
        tags: [attack.discovery, attack.t1033, attack.T1059.001]
        falsepositives: [Administrators]
        logsource: {category: process_creation, product: windows}
        vedette: {index: User}
        detection:
          selection:
            Image|endswith: '\\whoami.exe'
          filter:
            User|contains: 'SYSTEM'
          condition: selection and not filter
        """;

    private static Event process(String image, String user) {
        return Events.draft("x")
                .logSource(LogSource.of("process_creation", "windows", "sysmon"))
                .set(Field.of("winlog.event_data.Image"), image)
                .set(Field.of("process.executable"), "C:\\other.exe")
                .set(Field.of("winlog.event_data.User"), user)
                .freeze()
                .getFirst();
    }

    @Test
    void a_finding_carries_the_rule_its_licence_and_the_evidence() {
        RuleSet set = Events.set(WHOAMI);
        assertThat(set.refused()).isEmpty();

        List<Finding> findings = set.matcher().evaluate(process("C:\\Windows\\System32\\WHOAMI.EXE", "ACME\\eve"));

        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.rule().severity()).isEqualTo(7);
        assertThat(finding.rule().license()).isEqualTo("Apache-2.0");
        assertThat(finding.rule().author()).isEqualTo("Vedette");
        assertThat(finding.rule().techniques()).containsExactly("T1033", "T1059.001");
        assertThat(finding.rule().offenseIndex()).isEqualTo(Field.of("user.name"));
        assertThat(finding.rule().fields())
                .contains(Field.of("winlog.event_data.Image"), Field.of("process.executable"));
        assertThat(finding.evidence())
                .containsExactly(new Evidence(
                        "winlog.event_data.Image",
                        "C:\\Windows\\System32\\WHOAMI.EXE",
                        "Image|endswith: \\whoami.exe"));
        assertThat(finding.reason()).startsWith("Who am I: Image|endswith: \\whoami.exe is true of");
    }

    @Test
    void the_vendors_own_value_comes_before_the_ecs_field() {
        Matcher matcher = Events.set(WHOAMI).matcher();
        assertThat(matcher.evaluate(process("C:\\x.exe", "ACME\\eve"))).isEmpty();
        Event ecsOnly = Events.draft("x")
                .logSource(LogSource.of("process_creation", "windows", null))
                .set(Field.of("process.executable"), "C:\\whoami.exe")
                .freeze()
                .getFirst();
        assertThat(matcher.evaluate(ecsOnly)).hasSize(1);
    }

    @Test
    void log_sources_match_strictly() {
        Matcher matcher = Events.set(WHOAMI).matcher();
        Event linux = Events.draft("x")
                .logSource(LogSource.of("process_creation", "linux", null))
                .logSource(LogSource.of(null, "windows", "security"))
                .set(Field.of("process.executable"), "C:\\whoami.exe")
                .freeze()
                .getFirst();
        assertThat(matcher.evaluate(linux)).isEmpty();
        assertThat(Events.set(WHOAMI).explain("0b7f4e4e-3c5b-4b0a-9d0a-6b6a7a6c1f10", linux))
                .satisfies(why -> assertThat(why.matched()).isFalse())
                .satisfies(why -> assertThat(why.reason()).contains("log source windows/process_creation/*"));
    }

    @Test
    void an_explanation_names_the_first_condition_that_failed_and_the_value_it_saw() {
        RuleSet set = Events.set(WHOAMI);
        String id = "0b7f4e4e-3c5b-4b0a-9d0a-6b6a7a6c1f10";

        Explanation image = set.explain(id, process("C:\\cmd.exe", "eve"));
        assertThat(image.reason())
                .isEqualTo("'selection': wanted Image|endswith: \\whoami.exe; seen in winlog.event_data.Image:"
                        + " C:\\cmd.exe");
        assertThat(image.place()).isEqualTo("rules/0.yml:13:5");

        Explanation filter = set.explain(id, process("C:\\whoami.exe", "NT AUTHORITY\\SYSTEM"));
        assertThat(filter.reason())
                .isEqualTo("excluded, because 'filter' matches: User|contains: SYSTEM is true of"
                        + " winlog.event_data.User = NT AUTHORITY\\SYSTEM");

        Explanation absent = set.explain(
                id,
                Events.draft("x")
                        .logSource(LogSource.of("process_creation", "windows", null))
                        .set(Field.of("marker"), "x")
                        .freeze()
                        .getFirst());
        assertThat(absent.reason()).contains("the event has none of [winlog.event_data.Image,");

        assertThat(set.explain(id, process("C:\\whoami.exe", "eve")).matched()).isTrue();
        assertThat(set.explain("nobody", process("a", "b")).reason()).contains("no rule with the id");
    }

    @Test
    void a_rule_that_only_excludes_is_asked_of_every_event_of_its_log_source() {
        String rule = Events.rule("filter:\n  a: 1\ncondition: not filter");
        assertThat(Events.set(rule).matcher().evaluate(Events.of("b", 2L))).hasSize(1);
        assertThat(Events.set(rule).matcher().evaluate(Events.of("a", 1L))).isEmpty();
    }

    @Test
    void an_id_that_is_taken_is_refused_naming_the_other_rule() {
        RuleSet set = Events.set(WHOAMI, WHOAMI);
        assertThat(set.rules()).hasSize(1);
        assertThat(set.refused().getFirst().reason()).contains("already that of the rule in rules/0.yml");
    }

    @Test
    void a_rule_with_a_placeholder_is_loaded_and_blind() {
        RuleSet set = Events.set(Events.rule("selection:\n  a|expand: '%Admins%'\ncondition: selection"));
        assertThat(set.refused()).isEmpty();
        assertThat(set.rules()).isEmpty();
        assertThat(set.blind().getFirst().placeholders()).containsExactly("Admins");
        assertThat(set.explain("11111111-2222-4333-8444-555555555555", Events.of())
                        .reason())
                .contains("blind", "Admins");
    }

    @Test
    void findings_come_in_the_order_of_the_rules() {
        String two = Events.rule("selection:\n  a: x\ncondition: selection").replace("1111-2222", "1111-2223");
        String one = Events.rule("selection:\n  a|startswith: x\ncondition: selection");
        assertThat(Events.set(two, one).matcher().evaluate(Events.of("a", "X")))
                .extracting(finding -> finding.rule().path())
                .containsExactly("rules/0.yml", "rules/1.yml");
    }
}
