package dev.vedette.host.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.api.event.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkHierarchyTest {
    private static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    private static @Nullable String name(NetworkHierarchy networks, String address) {
        Network network = networks.find(ip(address));
        return network == null ? null : network.name();
    }

    @Test
    void the_most_specific_network_wins() {
        NetworkHierarchy networks = NetworkHierarchy.of(List.of(
                Network.of("all", "10.0.0.0/8", null, 1),
                Network.of("all.servers", "10.1.0.0/16", "server", 7),
                Network.of("all.servers.db", "10.1.2.3", "server", 9)));
        assertThat(name(networks, "10.200.0.1")).isEqualTo("all");
        assertThat(name(networks, "10.1.255.255")).isEqualTo("all.servers");
        assertThat(name(networks, "10.1.2.3")).isEqualTo("all.servers.db");
        assertThat(name(networks, "11.0.0.0")).isNull();
    }

    @Test
    void the_families_do_not_mix() {
        NetworkHierarchy six = NetworkHierarchy.of(List.of(Network.of("six", "::/0", null, 1)));
        assertThat(name(six, "2001:db8::1")).isEqualTo("six");
        assertThat(name(six, "192.0.2.1")).isNull();
        NetworkHierarchy four = NetworkHierarchy.of(List.of(Network.of("four", "0.0.0.0/0", null, 1)));
        assertThat(name(four, "192.0.2.1")).isEqualTo("four");
        assertThat(name(four, "2001:db8::1")).isNull();
    }

    @Test
    void directions_are_seen_from_the_client() {
        NetworkHierarchy networks = NetworkHierarchy.of(NetworkHierarchy.privateNetworks());
        assertThat(networks.direction(ip("10.0.0.1"), ip("192.168.1.1"))).isEqualTo(Direction.L2L);
        assertThat(networks.direction(ip("fd00::1"), ip("2001:db8::1"))).isEqualTo(Direction.L2R);
        assertThat(networks.direction(ip("203.0.113.9"), ip("172.31.255.255"))).isEqualTo(Direction.R2L);
        assertThat(networks.direction(ip("203.0.113.9"), ip("172.32.0.0"))).isEqualTo(Direction.R2R);
        assertThat(networks.direction(ip("127.0.0.1"), ip("::1"))).isEqualTo(Direction.L2L);
    }

    @Test
    void the_same_block_twice_is_an_error_that_names_both() {
        assertThatThrownBy(() -> NetworkHierarchy.of(
                        List.of(Network.of("a", "10.0.0.0/8", null, 1), Network.of("b", "10.0.0.0/8", null, 1))))
                .hasMessageContaining("'a'")
                .hasMessageContaining("'b'");
    }

    @Test
    void a_block_with_host_bits_is_an_error_that_names_the_network() {
        assertThatThrownBy(() -> Cidr.parse("10.1.2.3/8")).hasMessageContaining("10.0.0.0/8");
        assertThatThrownBy(() -> Cidr.parse("10.0.0.0/33")).hasMessageContaining("0 to 32");
        assertThatThrownBy(() -> Cidr.parse("ten/8")).hasMessageContaining("'ten'");
        assertThatThrownBy(() -> Cidr.parse("10.0.0.0/x")).hasMessageContaining("'x'");
    }

    @Test
    void the_trie_answers_like_a_scan_over_all_networks() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            boolean v4 = random.nextBoolean();
            List<Network> networks = new ArrayList<>();
            Set<Cidr> seen = new HashSet<>();
            int count = random.nextInt(120);
            for (int i = 0; i < count; i++) {
                Cidr block = block(random, v4);
                if (seen.add(block)) {
                    networks.add(new Network("n" + i, block, null, 5));
                }
            }
            NetworkHierarchy hierarchy = NetworkHierarchy.of(networks);
            for (int i = 0; i < 300; i++) {
                IpAddress address = address(random, v4);
                assertThat(hierarchy.find(address))
                        .as("seed %s round %s address %s", seed, round, address)
                        .isEqualTo(naive(networks, address));
            }
        }
    }

    private static @Nullable Network naive(List<Network> networks, IpAddress address) {
        Network best = null;
        for (Network network : networks) {
            if (network.block().contains(address)
                    && (best == null || network.block().prefix() > best.block().prefix())) {
                best = network;
            }
        }
        return best;
    }

    /** Few different bytes, so that blocks nest and addresses hit them. */
    private static IpAddress address(Random random, boolean v4) {
        byte[] bytes = new byte[v4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 32 * random.nextInt(2));
        }
        return IpAddress.ofBytes(bytes);
    }

    private static Cidr block(Random random, boolean v4) {
        IpAddress address = address(random, v4);
        int prefix = random.nextInt(v4 ? 33 : 129);
        byte[] bytes = address.bytes();
        for (int bit = v4 ? 96 + prefix : prefix; bit < 128; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        IpAddress masked = IpAddress.ofBytes(bytes);
        return masked.isV4() == v4 ? new Cidr(masked, prefix) : new Cidr(address, v4 ? 32 : 128);
    }
}
