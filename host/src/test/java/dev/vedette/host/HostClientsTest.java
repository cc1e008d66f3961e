package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.host.access.AccessSettings;
import dev.vedette.host.access.AccessSettings.ConfiguredToken;
import dev.vedette.host.access.Role;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.reference.ClientSettings;
import dev.vedette.host.reference.NetworkSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two clients whose networks have the same addresses share a host, and nothing else. */
class HostClientsTest {
    private static final List<String> CLIENTS = List.of("acme", "beta");
    private static final String FROM = "10.0.0.1";
    private static final String TO = "172.16.0.9";

    @TempDir
    Path temp;

    private static String sender(String client) {
        return ("sender-of-" + client + "-").repeat(3);
    }

    private static String analyst(String client) {
        return ("analyst-of-" + client + "-").repeat(3);
    }

    private static ConfiguredToken token(String id, String secret, Role role, String client) {
        return new ConfiguredToken(id, secret, role, List.of(client), null, null);
    }

    private static ClientSettings client(String id, String network) {
        return new ClientSettings(
                id, null, null, null, List.of(new NetworkSettings("own", network, null, null)), List.of());
    }

    private static HostSettings settings() {
        return TestHost.settings()
                .withReceivers(CLIENTS.stream()
                        .map(client -> ReceiverSettings.of("tcp-" + client, ReceiverType.SYSLOG_TCP, 0)
                                .withClient(client))
                        .toList())
                .withClients(List.of(client("acme", FROM + "/32"), client("beta", TO + "/32")))
                .withAccess(new AccessSettings(CLIENTS.stream()
                        .flatMap(client -> Stream.of(
                                token("send-" + client, sender(client), Role.INGEST, client),
                                token("read-" + client, analyst(client), Role.ANALYST, client)))
                        .toList()));
    }

    @Test
    void neither_sees_the_others_events_or_offenses_and_each_has_its_own_directions() throws Exception {
        TestPacks.parser("1.0.0").in(temp.resolve("packs"));
        TestPacks.rules().in(temp.resolve("packs"));
        try (TestHost test = TestHost.start(temp, settings())) {
            for (String client : CLIENTS) {
                String one = TestPacks.line("mallory", FROM, TO, CLIENTS.indexOf(client));
                test.http(sender(client), "", List.of(one));
                test.tcp("tcp-" + client, List.of(one, one));
            }
            test.settled(6);
            test.host.events().refresh();
            assertThat(test.get("/api/v1/offenses").path("total").asInt()).isEqualTo(2);
            for (String client : CLIENTS) {
                String other = CLIENTS.get(1 - CLIENTS.indexOf(client));
                JsonNode events = test.get(analyst(client), "/api/v1/events?last=all", 200);
                assertThat(events.path("total").asInt()).isEqualTo(3);
                for (JsonNode event : events.path("events")) {
                    assertThat(event.path("organization.id").asText()).isEqualTo(client);
                    assertThat(event.path("vedette.direction").asText())
                            .isEqualTo(client.equals("acme") ? "L2R" : "R2L");
                    String id = event.path("event.id").asText();
                    test.get(analyst(client), "/api/v1/events/" + id, 200);
                    test.get(analyst(other), "/api/v1/events/" + id, 404);
                }
                assertThat(test.get(analyst(client), "/api/v1/events/top?last=all&field=organization.id", 200)
                                .path("values"))
                        .hasSize(1);
                JsonNode offenses = test.get(analyst(client), "/api/v1/offenses", 200);
                assertThat(offenses.path("total").asInt()).isEqualTo(1);
                assertThat(offenses.at("/offenses/0/client").asText()).isEqualTo(client);
                assertThat(offenses.at("/offenses/0/event_count").asInt()).isEqualTo(3);
                String id = offenses.at("/offenses/0/id").asText();
                test.get(analyst(client), "/api/v1/offenses/" + id, 200);
                test.get(analyst(other), "/api/v1/offenses/" + id, 404);
                assertThat(test.get(analyst(client), "/api/v1/ledger", 200).toString())
                        .doesNotContain("\"" + other + "\"");
            }
        }
    }

    @Test
    void a_token_sends_for_its_own_client_only_and_a_sender_reads_nothing() throws Exception {
        try (TestHost test = TestHost.start(temp, settings())) {
            test.http(sender("acme"), "", List.of("a line"));
            assertThat(test.post(sender("acme"), "/api/v1/ingest?client=beta", "stolen", 403)
                            .toString())
                    .contains("beta");
            test.get(sender("acme"), "/api/v1/events?last=all", 403);
            test.settled(1);
        }
    }
}
