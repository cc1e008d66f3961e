package dev.vedette.host.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which of many literals a text holds in one pass over its bytes (Aho and Corasick, 1975). Immutable.
 *
 * <p>The bytes that occur in no literal share one class, so a row of the transition table is as short as the alphabet of
 * the literals. States up to {@link #DENSE_STATES} (in breadth-first order, so the shallow ones where a text mostly
 * stays) have a full row; deeper ones keep their own edges and follow failure links, which bounds the memory.
 */
final class LiteralAutomaton {
    private static final int DENSE_STATES = 8_192;
    private static final int[] NONE = {};

    private final int[] classOf = new int[256];
    private final int classes;
    private final int dense;
    private final int[] rows; // dense * classes: next state
    private final int[][] edges; // of state dense + i: pairs class, next
    private final int[] fail;
    private final int[][] outputs; // members whose literal ends here; empty mostly

    private LiteralAutomaton(List<Node> nodes, byte[][] literals) {
        int next = 1;
        for (byte[] literal : literals) {
            for (byte b : literal) {
                if (classOf[b & 0xFF] == 0) {
                    classOf[b & 0xFF] = next++;
                }
            }
        }
        classes = next;
        dense = Math.min(nodes.size(), DENSE_STATES);
        rows = new int[dense * classes];
        edges = new int[nodes.size() - dense][];
        fail = new int[nodes.size()];
        outputs = new int[nodes.size()][];
        for (int s = 0; s < nodes.size(); s++) {
            Node node = nodes.get(s);
            fail[s] = node.fail == null ? 0 : node.fail.state;
            outputs[s] = node.outputs.isEmpty() ? NONE : node.outputs.stream().toArray();
            if (s < dense) {
                // The failure state is shallower, so its row is complete already.
                if (s > 0) {
                    System.arraycopy(rows, fail[s] * classes, rows, s * classes, classes);
                }
                for (Map.Entry<Byte, Node> edge : node.next.entrySet()) {
                    rows[s * classes + classOf[edge.getKey() & 0xFF]] = edge.getValue().state;
                }
            } else {
                int[] pairs = new int[node.next.size() * 2];
                int i = 0;
                for (Map.Entry<Byte, Node> edge : node.next.entrySet()) {
                    pairs[i++] = classOf[edge.getKey() & 0xFF];
                    pairs[i++] = edge.getValue().state;
                }
                edges[s - dense] = pairs;
            }
        }
    }

    private static final class Node {
        final Map<Byte, Node> next = new HashMap<>();
        final BitSet outputs = new BitSet();
        int state;

        @org.jspecify.annotations.Nullable
        Node fail;
    }

    /**
     * Builds one.
     *
     * @param literals by member number: finding any one of a member's literals finds the member
     */
    static LiteralAutomaton of(List<List<String>> literals) {
        Node root = new Node();
        List<byte[]> all = new ArrayList<>();
        for (int member = 0; member < literals.size(); member++) {
            for (String literal : literals.get(member)) {
                for (byte[] bytes : encodings(literal)) {
                    all.add(bytes);
                    Node node = root;
                    for (byte b : bytes) {
                        node = node.next.computeIfAbsent(b, x -> new Node());
                    }
                    node.outputs.set(member);
                }
            }
        }
        return new LiteralAutomaton(inBreadth(root), all.toArray(byte[][]::new));
    }

    /** A text that is no UTF-8 is read as ISO 8859-1, so a literal beyond ASCII is looked for in both. */
    private static List<byte[]> encodings(String literal) {
        byte[] utf8 = literal.getBytes(StandardCharsets.UTF_8);
        byte[] latin = literal.getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.equals(utf8, latin) || !new String(latin, StandardCharsets.ISO_8859_1).equals(literal)
                ? List.of(utf8)
                : List.of(utf8, latin);
    }

    private static List<Node> inBreadth(Node root) {
        List<Node> order = new ArrayList<>();
        ArrayDeque<Node> queue = new ArrayDeque<>(List.of(root));
        while (!queue.isEmpty()) {
            Node node = queue.remove();
            node.state = order.size();
            order.add(node);
            node.next.forEach((b, child) -> {
                Node fallback = node.fail;
                while (fallback != null && !fallback.next.containsKey(b)) {
                    fallback = fallback.fail;
                }
                Node target = fallback == null ? root : fallback.next.getOrDefault(b, root);
                child.fail = target;
                child.outputs.or(target.outputs); // shallower, so complete
                queue.add(child);
            });
        }
        return order;
    }

    /** Sets the bits of the members found; {@code found} has room for every member. */
    void find(byte[] text, long[] found) {
        int state = 0;
        for (byte b : text) {
            int c = classOf[b & 0xFF];
            state = state < dense ? rows[state * classes + c] : deep(state, c);
            int[] hit = outputs[state];
            if (hit.length > 0) {
                for (int member : hit) {
                    found[member >> 6] |= 1L << member;
                }
            }
        }
    }

    private int deep(int state, int c) {
        int at = state;
        while (at >= dense) {
            int[] pairs = edges[at - dense];
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i] == c) {
                    return pairs[i + 1];
                }
            }
            at = fail[at];
        }
        return rows[at * classes + c];
    }
}
