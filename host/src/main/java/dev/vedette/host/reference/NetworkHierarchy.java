package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The networks of one client. An address in several of them belongs to the most specific one. */
public final class NetworkHierarchy {
    private final List<Network> networks;
    private final NetworkTrie trie;

    private NetworkHierarchy(List<Network> networks) {
        this.networks = List.copyOf(networks);
        this.trie = NetworkTrie.of(this.networks);
    }

    /**
     * A hierarchy.
     *
     * @throws IllegalArgumentException if two networks are the same block
     */
    public static NetworkHierarchy of(List<Network> networks) {
        return new NetworkHierarchy(networks);
    }

    /** What is local where nobody said otherwise: private, unique local, loopback and link-local addresses. */
    public static List<Network> privateNetworks() {
        TreeMap<String, String> blocks = new TreeMap<>();
        blocks.put("10.0.0.0/8", "private.10");
        blocks.put("172.16.0.0/12", "private.172-16");
        blocks.put("192.168.0.0/16", "private.192-168");
        blocks.put("fc00::/7", "private.unique-local");
        blocks.put("127.0.0.0/8", "loopback.v4");
        blocks.put("::1/128", "loopback.v6");
        blocks.put("169.254.0.0/16", "link-local.v4");
        blocks.put("fe80::/10", "link-local.v6");
        return blocks.entrySet().stream()
                .map(block -> Network.of(block.getValue(), block.getKey(), null, Network.DEFAULT_WEIGHT))
                .toList();
    }

    /** The most specific network that the address is in, or null if it is remote. */
    public @Nullable Network find(IpAddress address) {
        return trie.find(address);
    }

    public boolean isLocal(IpAddress address) {
        return trie.find(address) != null;
    }

    public Direction direction(IpAddress source, IpAddress destination) {
        return Direction.of(isLocal(source), isLocal(destination));
    }

    public List<Network> networks() {
        return networks;
    }
}
