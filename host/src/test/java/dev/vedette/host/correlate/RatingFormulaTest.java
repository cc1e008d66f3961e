package dev.vedette.host.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.api.profile.CrownJewel;
import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.host.detect.RuleInfo;
import dev.vedette.host.profile.ThreatRanking;
import dev.vedette.host.reference.AssetSettings;
import dev.vedette.host.reference.Client;
import dev.vedette.host.reference.ClientSettings;
import dev.vedette.host.reference.NetworkSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RatingFormulaTest {
    private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

    private final Client client = Client.of(new ClientSettings(
            "acme",
            "Acme",
            null,
            "bank",
            List.of(new NetworkSettings("servers", "10.1.0.0/16", null, 6)),
            List.of(new AssetSettings("db1", List.of("10.1.2.3"), 8, "treasury"))));
    private final ThreatProfile profile = ThreatProfile.of("bank", "A bank", "18.1")
            .technique("T1110", 80)
            .actor(ThreatActor.of("G0001", "One", 0.9, Set.of("T1110.003")))
            .crownJewel(CrownJewel.of("Payments", List.of("pay1", "10.1.9.0/24"), 10))
            .build();
    private final ThreatRanking ranking = ThreatRanking.of(profile);
    private final RatingFormula formula = new RatingFormula(Map.of("firewall", "A", "flow", "C"));
    private final RuleInfo guessing = SampleFindings.rule(
            "guessing", "high", null, "attack.credential_access", "attack.t1110.003", "attack.g0001");
    private final RuleInfo access = SampleFindings.rule("access", "low", null, "attack.initial-access", "attack.t1078");

    @Test
    void credibility_of_the_design_page() {
        assertThat(CredibilityTerms.combine(0.48, 0.45, 0.35)).isCloseTo(8.14, within(0.005));
        assertThat(CredibilityTerms.combine()).isZero();
    }

    @Test
    void an_offense_rated_by_hand() {
        OffenseState state = state();
        add(
                state,
                guessing,
                "e1",
                Map.of("source.ip", "203.0.113.9", "destination.ip", "10.1.2.3", "event.dataset", "auth"));
        add(
                state,
                access,
                "e2",
                Map.of("source.ip", "203.0.113.9", "event.dataset", "firewall.log", "event.outcome", "success"));
        Rating rating = formula.rate(state.offense(), client, ranking);

        // relevance: asset db1 8, technique T1110 80 of 100, actor .9:  .5*8 + .3*8 + .2*9 = 8.2
        assertThat(rating.main("relevance")).isEqualTo(8.2);
        // severity: high is 7, two tactics +.5, success +1 = 8.5
        assertThat(rating.main("severity")).isEqualTo(8.5);
        // credibility: auth .7 * B .75 = .525; firewall .7 * A 1 = .7;  10 * (1 - .475 * .3) = 8.575
        assertThat(rating.main("credibility")).isEqualTo(8.58);
        // 10 * (.5*8.2 + .3*8.5 + .2*8.58) = 83.66
        assertThat(rating.score()).isEqualTo(83.66);
        assertThat(rating.magnitude()).isEqualTo(8);
        assertThat(rating.level()).isEqualTo("critical");
        assertThat(rating.credibilityWord()).isEqualTo("very likely");
        assertThat(rating.formula()).isEqualTo(RatingFormula.VERSION);
    }

    @Test
    void every_score_is_the_sum_of_the_terms_that_are_shown_and_every_term_has_its_reason() {
        OffenseState state = state();
        add(state, guessing, "e1", Map.of("source.ip", "203.0.113.9", "event.dataset", "auth"));
        Rating rating = formula.rate(state.offense(), client, null);
        double sum = rating.terms().stream()
                .filter(Term::isMain)
                .mapToDouble(term -> term.value() * term.weight())
                .sum();
        assertThat(rating.score()).isCloseTo(10 * sum, within(0.005));
        assertThat(rating.terms())
                .allSatisfy(term -> assertThat(term.explanation()).isNotBlank());
        assertThat(rating.terms())
                .filteredOn(term -> term.name().equals("severity.rule"))
                .singleElement()
                .satisfies(term -> {
                    assertThat(term.events()).containsExactly("e1");
                    assertThat(term.rules()).containsExactly("guessing");
                });
    }

    @Test
    void unknown_is_a_base_rate_and_not_irrelevant() {
        OffenseState state = state();
        add(state, access, "e1", Map.of("host.name", "elsewhere", "event.dataset", "auth"));
        // .5*5 + .3*2.5 + .2*2.5
        assertThat(formula.rate(state.offense(), client, null).main("relevance"))
                .isEqualTo(3.75);
    }

    @Test
    void a_crown_jewel_counts_by_name_and_by_network() {
        OffenseState byName = state();
        add(byName, access, "e1", Map.of("host.name", "PAY1.acme.example", "event.dataset", "auth"));
        OffenseState byNetwork = state();
        add(byNetwork, access, "e1", Map.of("destination.ip", "10.1.9.77", "event.dataset", "auth"));
        for (OffenseState state : List.of(byName, byNetwork)) {
            Term asset = formula.rate(state.offense(), client, ranking).terms().stream()
                    .filter(term -> term.name().equals("relevance.asset"))
                    .findFirst()
                    .orElseThrow();
            assertThat(asset.value()).isEqualTo(10);
            assertThat(asset.explanation()).contains("Payments");
            assertThat(asset.events()).containsExactly("e1");
        }
    }

    @Test
    void a_profile_changes_the_order_of_two_offenses() {
        OffenseState first = state();
        add(first, guessing, "e1", Map.of("destination.ip", "10.1.0.1", "event.dataset", "auth"));
        OffenseState second = state();
        RuleInfo exploit = SampleFindings.rule("exploit", "high", null, "attack.initial_access", "attack.t1190");
        add(second, exploit, "e2", Map.of("destination.ip", "10.1.0.1", "event.dataset", "auth"));
        ThreatRanking shop = ThreatRanking.of(ThreatProfile.of("shop", "A shop", "18.1")
                .technique("T1190", 95)
                .technique("T1110", 10)
                .build());

        assertThat(score(first, ranking)).isGreaterThan(score(second, ranking));
        assertThat(score(first, shop)).isLessThan(score(second, shop));
        assertThat(score(first, null)).isEqualTo(score(second, null));
    }

    @Test
    void a_rule_that_is_tried_and_stable_is_believed_more() {
        assertThat(List.of("stable", "test", "experimental", "deprecated", "unsupported").stream()
                        .map(ContributionBuilder::confidence))
                .containsExactly(0.9, 0.8, 0.6, 0.4, 0.2);
        assertThat(ContributionBuilder.confidence(null)).isEqualTo(0.7);
    }

    @Test
    void bands_and_words_begin_where_the_page_says() {
        assertThat(List.of(0.0, 19.99, 20.0, 40.0, 60.0, 79.99, 80.0).stream().map(Rating::level))
                .containsExactly("informational", "informational", "low", "medium", "high", "high", "critical");
        assertThat(List.of(0.5, 2.0, 4.0, 5.0, 8.0, 9.5, 9.6).stream().map(Rating::credibilityWord))
                .containsExactly(
                        "almost no chance",
                        "very unlikely",
                        "unlikely",
                        "roughly even chance",
                        "likely",
                        "very likely",
                        "almost certain");
    }

    private double score(OffenseState state, @org.jspecify.annotations.Nullable ThreatRanking by) {
        return formula.rate(state.offense(), client, by).score();
    }

    private static OffenseState state() {
        OffenseKey key = new OffenseKey("acme", "source.ip", "203.0.113.9");
        return OffenseState.open(key, SampleFindings.event("acme", "e1", TIME, Map.of()), TIME, 20);
    }

    private static void add(OffenseState state, RuleInfo rule, String event, Map<String, String> fields) {
        state.add(SampleFindings.finding(rule, SampleFindings.event("acme", event, TIME, fields)), true, TIME);
    }
}
