package dev.vedette.pack.profile.finance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import dev.vedette.host.profile.ProfileFiles;
import dev.vedette.host.profile.RankedTechnique;
import dev.vedette.host.profile.ThreatRanking;
import dev.vedette.host.yaml.YamlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class FinanceEuropeProfileTest {
    private static final String FILE = "profiles/finance-europe.yml";

    private static ThreatProfile profile() throws IOException, YamlException {
        try (InputStream in = Objects.requireNonNull(
                FinanceEuropeProfileTest.class.getClassLoader().getResourceAsStream(FILE))) {
            return ProfileFiles.parse(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get(0);
        }
    }

    @Test
    void the_profile_says_who_it_is_for() throws IOException, YamlException {
        ThreatProfile profile = profile();
        assertThat(profile.id()).isEqualTo("finance-europe");
        assertThat(profile.sectors()).containsExactly("financial-services");
        assertThat(profile.countries()).contains("DE", "NO");
        assertThat(profile.techniques()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(profile.actors()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void what_costs_a_bank_most_is_ranked_first() throws IOException, YamlException {
        ThreatRanking ranking = ThreatRanking.of(profile());
        assertThat(ranking.techniques()).extracting(RankedTechnique::id).startsWith("T1486", "T1657", "T1078.004");
        assertThat(ranking.actors()).extracting(ThreatActor::id).startsWith("G0046");
    }

    @Test
    void each_technique_and_each_use_of_it_is_in_attack_18_1() throws IOException, YamlException {
        Map<String, Set<String>> uses = uses();
        Set<String> known = Objects.requireNonNull(uses.get(""));
        ThreatProfile profile = profile();
        assertThat(known).containsAll(profile.techniques().keySet());
        for (ThreatActor actor : profile.actors()) {
            assertThat(uses.get(actor.id())).as(actor.name()).isNotNull().containsAll(actor.techniques());
        }
    }

    /** Techniques by group; those that exist under the empty id. */
    private static Map<String, Set<String>> uses() throws IOException {
        String folder = System.getenv("VEDETTE_TEST_DATA");
        String required = System.getenv("VEDETTE_REQUIRE");
        Path file = folder == null
                ? Path.of("none")
                : Path.of(folder, "mitre-cti", "enterprise-attack-18.1.stix20.json.gz");
        if (required == null || !required.contains("data")) {
            assumeTrue(Files.exists(file), "sample data: VEDETTE_TEST_DATA is not set or has no mitre-cti");
        }
        JsonNode objects;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            objects = new ObjectMapper().readTree(in).get("objects");
        }
        Map<String, String> ids = new HashMap<>();
        Map<String, Set<String>> uses = new HashMap<>();
        uses.put("", new HashSet<>());
        for (JsonNode object : objects) {
            boolean gone = object.path("revoked").asBoolean()
                    || object.path("x_mitre_deprecated").asBoolean();
            String type = object.path("type").asText();
            if (!gone && (type.equals("attack-pattern") || type.equals("intrusion-set"))) {
                String id = object.path("external_references")
                        .path(0)
                        .path("external_id")
                        .asText();
                ids.put(object.path("id").asText(), id);
                if (type.equals("attack-pattern")) {
                    Objects.requireNonNull(uses.get("")).add(id);
                }
            }
        }
        for (JsonNode object : objects) {
            if (object.path("relationship_type").asText().equals("uses")) {
                String group = ids.get(object.path("source_ref").asText());
                String technique = ids.get(object.path("target_ref").asText());
                if (group != null && technique != null) {
                    uses.computeIfAbsent(group, id -> new HashSet<>()).add(technique);
                }
            }
        }
        return uses;
    }
}
