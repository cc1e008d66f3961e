package dev.vedette.host.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final String BASE = Events.rule("selection:\n  a: x\ncondition: selection");

    private static Refusal refusal(String yaml) {
        RuleSet set = Events.set(yaml);
        assertThat(set.rules()).isEmpty();
        assertThat(set.refused()).hasSize(1);
        return set.refused().getFirst();
    }

    @Test
    void a_refusal_names_file_line_and_column_as_compilers_do() {
        Refusal refusal = refusal(Events.rule("selection:\n  a: x\n  b|containz: y\ncondition: selection"));
        assertThat(refusal.ruleId()).isEqualTo("11111111-2222-4333-8444-555555555555");
        assertThat(refusal.toString())
                .startsWith("rules/0.yml:8:5: unknown modifier 'containz'; did you mean 'contains'?");
    }

    @Test
    void a_condition_is_pointed_into() {
        Refusal refusal = refusal(Events.rule("selection:\n  a: x\ncondition: selection and filtr"));
        assertThat(refusal.line()).isEqualTo(8);
        assertThat(refusal.column()).isEqualTo(3 + "condition: selection and ".length());
    }

    @Test
    void text_that_is_no_yaml_is_refused_with_its_place() {
        Refusal refusal = refusal("title: x\nid: [1\nlogsource: y\n");
        assertThat(refusal.line()).isGreaterThan(1);
    }

    @Test
    void an_empty_file_and_a_file_that_is_no_rule_are_refused() {
        assertThat(refusal("").reason()).contains("no document");
        assertThat(refusal("- a\n- b\n").reason()).contains("'rule' is a map");
        assertThat(refusal("hello: world\n").reason()).contains("'title' is missing");
    }

    @Test
    void title_log_source_and_detection_are_mandatory() {
        assertThat(refusal(BASE.replace("title: A rule\n", "")).reason()).contains("'title' is missing");
        assertThat(refusal(BASE.replace("logsource:\n  product: test\n", "")).reason())
                .contains("'logsource' is missing");
        assertThat(refusal(BASE.replace("  product: test", "  definition: x")).reason())
                .contains("at least one of category, product and service");
        assertThat(refusal(BASE.substring(0, BASE.indexOf("detection"))).reason())
                .contains("'detection' is missing");
        assertThat(refusal(BASE.replace("  condition: selection\n", "")).reason())
                .contains("'condition' is missing");
    }

    @Test
    void a_level_or_status_that_does_not_exist_is_refused() {
        assertThat(refusal(BASE + "level: hihg\n").reason())
                .isEqualTo("'level' cannot be 'hihg'; did you mean 'high'?");
        assertThat(refusal(BASE + "status: tested\n").reason()).contains("did you mean 'test'?");
    }

    @Test
    void an_unknown_key_of_our_own_attribute_is_refused() {
        assertThat(refusal(BASE + "vedette:\n  indx: user.name\n").reason())
                .isEqualTo("unknown key 'indx'; did you mean 'index'?");
    }

    @Test
    void correlations_are_refused_by_name_and_so_are_the_rules_they_are_made_of() {
        String correlation = """
            ---
            title: Many
            correlation:
              type: event_count
              rules: [base]
              group-by: [a]
              timespan: 5m
              condition: {gte: 3}
            """;
        RuleSet set = Events.set(BASE + "name: base\n" + correlation);
        assertThat(set.rules()).isEmpty();
        assertThat(set.refused())
                .extracting(Refusal::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).isEqualTo("not supported yet: correlation rules"),
                        reason -> assertThat(reason).contains("part of a correlation in the same file"));

        RuleSet generating = Events.set(BASE + "name: base\n" + correlation + "  generate: true\n");
        assertThat(generating.rules()).hasSize(1);
        assertThat(generating.refused()).hasSize(1);
    }

    @Test
    void filters_and_actions_are_refused_by_name() {
        assertThat(refusal("title: F\nlogsource:\n  product: x\nfilter:\n  rules: any\n")
                        .reason())
                .startsWith("not supported yet: filter documents");
        assertThat(refusal("action: global\ntitle: G\n").reason()).startsWith("not supported yet: 'action: global'");
    }

    @Test
    void the_other_documents_of_a_file_are_used() {
        RuleSet set = Events.set(BASE + "---\naction: reset\n---\n" + BASE.replace("1111-2222", "1111-3333"));
        assertThat(set.rules()).hasSize(2);
        assertThat(set.refused()).hasSize(1);
    }

    @Test
    void attributes_that_are_not_ours_are_kept_and_do_no_harm() {
        assertThat(Events.set(BASE + "myown: {a: [1, 2]}\nregression_tests_path: x\n")
                        .rules())
                .hasSize(1);
    }

    @Test
    void a_condition_nested_without_end_is_refused() {
        assertThat(refusal(Events.rule("s:\n  a: x\ncondition: " + "(".repeat(5_000) + "s"))
                        .reason())
                .contains("nested deeper");
        assertThat(refusal(Events.rule("s:\n  a: x\ncondition: " + "not ".repeat(5_000) + "s"))
                        .reason())
                .contains("nested deeper");
    }
}
