package dev.vedette.host.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.IpAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final IpAddress ADDRESS = Objects.requireNonNull(IpAddress.parse("10.0.0.1"));

    @Test
    void equal_addresses_of_two_clients_differ() {
        Clients clients = Clients.of(List.of(client("a", "left"), client("b", "right")));
        assertThat(Objects.requireNonNull(clients.get("a").networks().find(ADDRESS))
                        .name())
                .isEqualTo("left");
        assertThat(Objects.requireNonNull(clients.get("b").networks().find(ADDRESS))
                        .name())
                .isEqualTo("right");
    }

    @Test
    void there_is_always_a_default_client_with_the_private_networks() {
        Clients clients = Clients.of(List.of());
        assertThat(clients.all()).extracting(Client::id).containsExactly("default");
        assertThat(clients.get("default").networks().isLocal(ADDRESS)).isTrue();
        assertThat(clients.get("gone").networks().isLocal(ADDRESS)).isTrue();
    }

    @Test
    void a_client_twice_and_a_bad_id_are_errors() {
        assertThatThrownBy(() -> Clients.of(List.of(client("a", "x"), client("a", "y"))))
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> client("Ä b", "x")).hasMessageContaining("Ä b");
    }

    @Test
    void an_asset_is_found_by_full_name_short_name_and_address() {
        Assets assets = Assets.of(List.of(
                new AssetEntry("DB1.example.com", List.of(ADDRESS), 9, "treasury"),
                new AssetEntry("web", List.of(), 4, null)));
        assertThat(assets.byHost("db1.EXAMPLE.com")).isNotNull();
        assertThat(assets.byHost("db1")).isNotNull();
        assertThat(assets.byHost("db1.other.org")).isNull();
        assertThat(assets.byHost("web.example.com")).isNotNull();
        assertThat(assets.byAddress(ADDRESS)).isNotNull();
        assertThat(assets.byHost("db2")).isNull();
    }

    private static ClientSettings client(String id, String network) {
        return new ClientSettings(
                id, id, null, null, List.of(new NetworkSettings(network, "10.0.0.0/8", null, 5)), List.of());
    }
}
