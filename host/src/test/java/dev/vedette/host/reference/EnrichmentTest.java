package dev.vedette.host.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.HostFields;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
    private final Client client = Client.of(new ClientSettings(
            "acme",
            "Acme",
            null,
            null,
            List.of(new NetworkSettings("berlin.servers", "10.1.0.0/16", "server", 8)),
            List.of()));

    private static EventDraft draft() {
        Instant time = Instant.parse("2026-11-22T15:00:00Z");
        return new EventDraft(
                new RawRecord(new byte[0], time, Origin.of("acme", "test").build()));
    }

    private Event enriched(EventDraft draft) {
        new Enrichment().apply(draft, client);
        return draft.freeze().get(0);
    }

    @Test
    void direction_and_networks_come_from_the_client() {
        EventDraft draft = draft();
        draft.setText(Field.of("source.ip"), "203.0.113.9");
        draft.setText(Field.of("destination.ip"), "10.1.2.3");
        Event event = enriched(draft);
        assertThat(event.text(HostFields.DIRECTION)).isEqualTo("R2L");
        assertThat(event.text(Field.of("network.direction"))).isEqualTo("inbound");
        assertThat(event.text(Enrichment.DESTINATION_NETWORK)).isEqualTo("berlin.servers");
        assertThat(event.text(Enrichment.DESTINATION_ZONE)).isEqualTo("server");
        assertThat(event.has(Enrichment.SOURCE_NETWORK)).isFalse();
    }

    @Test
    void a_direction_that_the_record_claims_is_not_believed() {
        EventDraft draft = draft();
        draft.set(HostFields.DIRECTION, "L2L");
        draft.set(Enrichment.SOURCE_NETWORK, "board room");
        draft.set(Field.of("network.direction"), "ingress");
        draft.setText(Field.of("source.ip"), "203.0.113.9");
        Event event = enriched(draft);
        assertThat(event.has(HostFields.DIRECTION)).isFalse();
        assertThat(event.has(Enrichment.SOURCE_NETWORK)).isFalse();
        assertThat(event.text(Field.of("network.direction")))
                .as("but the host's own view of its interface stays")
                .isEqualTo("ingress");
    }

    @Test
    void related_fields_are_completed_without_duplicates() {
        EventDraft draft = draft();
        draft.setText(Field.of("related.ip"), "192.0.2.7");
        draft.setText(Field.of("source.ip"), "10.1.2.3");
        draft.setText(Field.of("destination.ip"), "10.1.2.3");
        draft.add(Field.of("host.ip"), ip("10.1.2.3")).add(Field.of("host.ip"), ip("10.1.2.4"));
        draft.set(Field.of("user.name"), "root").set(Field.of("user.effective.name"), "root");
        draft.set(Field.of("host.name"), "db1");
        Event event = enriched(draft);
        assertThat(event.values(Field.of("related.ip")))
                .containsExactly(ip("192.0.2.7"), ip("10.1.2.3"), ip("10.1.2.4"));
        assertThat(event.values(Field.of("related.user"))).containsExactly("root");
        assertThat(event.values(Field.of("related.hosts"))).containsExactly("db1");
    }

    private static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }
}
