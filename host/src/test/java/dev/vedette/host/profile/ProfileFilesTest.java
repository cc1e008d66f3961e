package dev.vedette.host.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.host.yaml.YamlException;
import org.junit.jupiter.api.Test;

class ProfileFilesTest {
    private static final String PROFILE = """
        profile: bank
        title: A bank
        attack-version: "18.1"
        sectors: [financial-services]
        regions: [europe]
        countries: [DE, NO]
        platforms: [Windows, IaaS]
        techniques:
          T1110: 80
          T1110.003: 92.5
        actors:
          - id: G0008
            name: Carbanak
            relevance: 0.9
            techniques: [T1219, T1543.003]
        crown-jewels:
          - name: Payments
            assets: [pay1, 10.1.2.0/24]
            criticality: 10
        """;

    @Test
    void a_profile_is_read() throws YamlException {
        ThreatProfile profile = ProfileFiles.parse("p.yml", PROFILE).get(0);
        assertThat(profile.id()).isEqualTo("bank");
        assertThat(profile.attackVersion()).isEqualTo("18.1");
        assertThat(profile.countries()).containsExactly("DE", "NO");
        assertThat(profile.techniques()).containsEntry("T1110", 80.0).containsEntry("T1110.003", 92.5);
        assertThat(profile.actors().get(0).techniques()).containsExactlyInAnyOrder("T1219", "T1543.003");
        assertThat(profile.crownJewels().get(0).criticality()).isEqualTo(10);
    }

    @Test
    void mistakes_are_shown_where_they_are() {
        assertMistake("T1110: 80", "T1110: 180", "p.yml:9:10", "0 to 100");
        assertMistake("T1110: 80", "T11100: 80", "p.yml:9:11", "T11100");
        assertMistake("[DE, NO]", "[DE, UK]", "p.yml:6:", "'UK'");
        assertMistake("relevance: 0.9", "relevance: high", "p.yml:14:16", "'high'");
        assertMistake("sectors:", "sector:", "p.yml:4:1", "did you mean 'sectors'");
        assertMistake("criticality: 10", "criticalty: 10", "p.yml:19:5", "did you mean 'criticality'");
        assertMistake("title: A bank\n", "", "p.yml:1:1", "'title' is missing");
        assertThatThrownBy(() -> ProfileFiles.parse("p.yml", "# nothing")).hasMessageContaining("no profile");
    }

    private static void assertMistake(String good, String bad, String place, String reason) {
        assertThat(PROFILE).contains(good);
        assertThatThrownBy(() -> ProfileFiles.parse("p.yml", PROFILE.replace(good, bad)))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(place)
                .hasMessageContaining(reason);
    }
}
