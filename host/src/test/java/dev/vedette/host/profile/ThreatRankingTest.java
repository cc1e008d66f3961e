package dev.vedette.host.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreatRankingTest {
    private final ThreatProfile profile = ThreatProfile.of("bank", "A bank", "18.1")
            .technique("T1110.003", 90)
            .technique("T1190", 70)
            .actor(ThreatActor.of("G0002", "Two", 0.4, Set.of("T1566", "T1110.003")))
            .actor(ThreatActor.of("G0001", "One", 0.8, Set.of("T1566", "T1021.001")))
            .build();
    private final ThreatRanking ranking = ThreatRanking.of(profile);

    @Test
    void techniques_are_ranked_by_the_profile_and_where_it_is_silent_by_its_actors() {
        // sums by hand: T1021.001 .8, T1110.003 .4, T1566 1.2; the 90th percentile of three is the third, 1.2
        assertThat(ranking.techniques())
                .extracting(RankedTechnique::id)
                .containsExactly("T1566", "T1110.003", "T1190", "T1021.001");
        RankedTechnique remote = Objects.requireNonNull(ranking.technique("T1021.001"));
        assertThat(remote.priority()).isCloseTo(66.67, org.assertj.core.data.Offset.offset(0.01));
        assertThat(Objects.requireNonNull(ranking.technique("T1566")).parts())
                .extracting(RankedTechnique.Part::source)
                .containsExactly("G0001", "G0002");
    }

    @Test
    void a_technique_is_also_found_through_its_parent_or_its_children() {
        assertThat(Objects.requireNonNull(ranking.technique("T1190.001")).id()).isEqualTo("T1190");
        assertThat(Objects.requireNonNull(ranking.technique("T1110")).id()).isEqualTo("T1110.003");
        assertThat(ranking.technique("T1110.001")).as("a sibling says nothing").isNull();
    }

    @Test
    void actors_are_found_by_technique_the_most_relevant_first() {
        assertThat(ranking.actorsUsing(List.of("T1566.001")))
                .extracting(ThreatActor::id)
                .containsExactly("G0001", "G0002");
        assertThat(ranking.actorsUsing(List.of("T1059"))).isEmpty();
    }

    @Test
    void two_profiles_of_one_id_are_refused() {
        assertThatThrownBy(() -> ThreatProfiles.of(List.of(profile, profile))).hasMessageContaining("'bank'");
        assertThat(ThreatProfiles.of(List.of(profile)).ranking("other")).isNull();
    }
}
