package dev.vedette.host.reference;

import dev.vedette.api.event.IpAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A path-compressed binary trie from address blocks to networks; a look-up walks at most as many nodes as there are
 * nested blocks and branches on the way, not one per bit. The two families have roots of their own, so that
 * {@code ::/0} does not swallow IPv4. Immutable once built.
 */
final class NetworkTrie {
    private @Nullable Node v4;
    private @Nullable Node v6;

    private NetworkTrie() {}

    static NetworkTrie of(Collection<Network> networks) {
        NetworkTrie trie = new NetworkTrie();
        for (Network network : networks) {
            IpAddress address = network.block().address();
            Node leaf = new Node(address.high(), address.low(), network.block().bits());
            leaf.network = network;
            if (address.isV4()) {
                trie.v4 = insert(trie.v4, leaf);
            } else {
                trie.v6 = insert(trie.v6, leaf);
            }
        }
        return trie;
    }

    @Nullable
    Network find(IpAddress address) {
        Node node = address.isV4() ? v4 : v6;
        Network best = null;
        while (node != null && commonBits(node.high, node.low, address.high(), address.low()) >= node.bits) {
            if (node.network != null) {
                best = node.network;
            }
            node = node.bits < 128 && bit(address.high(), address.low(), node.bits) ? node.one : node.zero;
        }
        return best;
    }

    private static Node insert(@Nullable Node at, Node leaf) {
        if (at == null) {
            return leaf;
        }
        int common = Math.min(commonBits(at.high, at.low, leaf.high, leaf.low), Math.min(at.bits, leaf.bits));
        if (common == at.bits && common == leaf.bits) {
            if (at.network != null) {
                throw new IllegalArgumentException("the networks " + name(at.network) + " and " + name(leaf.network)
                        + " of one client are the same block");
            }
            at.network = leaf.network; // so far a mere branching point
            return at;
        }
        if (common == at.bits) {
            if (bit(leaf.high, leaf.low, common)) {
                at.one = insert(at.one, leaf);
            } else {
                at.zero = insert(at.zero, leaf);
            }
            return at;
        }
        Node parent = common == leaf.bits ? leaf : new Node(leaf.high, leaf.low, common);
        hang(parent, at, common);
        if (parent != leaf) {
            hang(parent, leaf, common);
        }
        return parent;
    }

    private static void hang(Node parent, Node child, int atBit) {
        if (bit(child.high, child.low, atBit)) {
            parent.one = child;
        } else {
            parent.zero = child;
        }
    }

    private static String name(@Nullable Network network) {
        return network == null ? "" : "'" + network.name() + "' (" + network.block() + ")";
    }

    private static boolean bit(long high, long low, int index) {
        return ((index < 64 ? high << index : low << (index - 64)) & Long.MIN_VALUE) != 0;
    }

    private static int commonBits(long highA, long lowA, long highB, long lowB) {
        return highA != highB ? Long.numberOfLeadingZeros(highA ^ highB) : 64 + Long.numberOfLeadingZeros(lowA ^ lowB);
    }

    private static final class Node {
        final long high;
        final long low;
        final int bits;

        @Nullable
        Network network;

        @Nullable
        Node zero;

        @Nullable
        Node one;

        Node(long high, long low, int bits) {
            this.high = high;
            this.low = low;
            this.bits = bits;
        }
    }
}
