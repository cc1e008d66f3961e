package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.reference.ClientSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From lines to rated offenses, over the API as an analyst sees them. */
class HostOffenseTest {
    @TempDir
    Path temp;

    private static JsonNode only(TestHost test) throws Exception {
        JsonNode list = test.get("/api/v1/offenses");
        assertThat(list.path("total").asInt()).isEqualTo(1);
        return test.get("/api/v1/offenses/" + list.at("/offenses/0/id").asText());
    }

    private static JsonNode term(JsonNode offense, String name) {
        for (JsonNode term : offense.at("/rating/terms")) {
            if (term.path("name").asText().equals(name)) {
                return term;
            }
        }
        throw new AssertionError("no term " + name + " in " + offense);
    }

    @Test
    void a_rule_that_hits_raises_an_offense_whose_rating_leads_to_the_events() throws Exception {
        try (TestHost test = TestHost.start(temp)) {
            test.installed(TestPacks.parser("1.0.0"));
            test.installed(TestPacks.rules());
            test.http(List.of(
                    TestPacks.line("alice", "10.0.0.1", "203.0.113.9", 1),
                    TestPacks.line("mallory", "10.0.0.1", "203.0.113.9", 2),
                    TestPacks.line("Mallory", "10.0.0.1", "203.0.113.9", 3)));
            test.settled(3);
            JsonNode offense = only(test);
            assertThat(offense.path("index_field").asText()).isEqualTo("source.ip");
            assertThat(offense.path("index_value").asText()).isEqualTo("10.0.0.1");
            assertThat(offense.path("event_count").asInt()).isEqualTo(2);
            assertThat(offense.at("/techniques/0").asText()).isEqualTo("T1078");
            assertThat(offense.at("/rules/0/id").asText()).isEqualTo(TestPacks.RULE);
            assertThat(offense.at("/rating/score").asDouble()).isPositive();
            for (String name : List.of("relevance", "severity", "credibility")) {
                assertThat(term(offense, name).path("explanation").asText()).isNotBlank();
            }
            List<String> evidence = new ArrayList<>();
            offense.at("/rules/0/events").forEach(id -> evidence.add(id.asText()));
            assertThat(evidence).hasSize(2);
            assertThat(term(offense, "severity").path("events")).isNotEmpty();
            for (JsonNode term : offense.at("/rating/terms")) {
                term.path("events").forEach(id -> evidence.add(id.asText()));
            }
            test.host.events().refresh();
            for (String id : evidence) {
                JsonNode event = test.get("/api/v1/events/" + id);
                assertThat(event.toString()).containsIgnoringCase("mallory").contains(TestPacks.RULE);
            }
            assertThat(test.found("vedette.rule.id:" + TestPacks.RULE)).isEqualTo(2);
        }
    }

    @Test
    void a_threat_profile_that_comes_with_a_pack_changes_the_relevance_of_open_offenses() throws Exception {
        HostSettings settings = TestHost.settings()
                .withClients(List.of(ClientSettings.standard().withProfile("bank")));
        try (TestHost test = TestHost.start(temp, settings)) {
            test.installed(TestPacks.parser("1.0.0"));
            test.installed(TestPacks.rules());
            test.http(List.of(TestPacks.line("mallory", "10.0.0.1", "203.0.113.9", 1)));
            test.settled(1);
            JsonNode before = only(test);
            test.installed(TestPacks.profile());
            JsonNode after = only(test);
            assertThat(term(after, "relevance").path("value").asDouble())
                    .isGreaterThan(term(before, "relevance").path("value").asDouble());
            assertThat(after.at("/rating/score").asDouble())
                    .isGreaterThan(before.at("/rating/score").asDouble());
            assertThat(term(after, "relevance").path("explanation").asText()).contains("A bank");
            assertThat(term(after, "severity")).isEqualTo(term(before, "severity"));
        }
    }
}
