package dev.vedette.host.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a {@link LiteralAutomaton}; used once. */
final class LiteralAutomatonBuilder {
    /** How many cells the full rows near the root may take: 1 MiB of them. */
    private static final int MAX_DENSE_CELLS = 256 * 1024;

    private record Literal(String text, int number) {}

    private final List<Literal> literals = new ArrayList<>();

    // The trie while it grows: children of a node are a list of siblings.
    private int[] firstChild = new int[256];
    private int[] sibling = new int[256];
    private char[] label = new char[256];
    private int nodes = 1;

    short[] asciiClasses = new short[128];
    char[] otherChars = {};
    int firstOther;
    int classes;
    int denseStates;
    int[] dense = {};
    int[] edgeStart = {};
    short[] edgeClass = {};
    int[] edgeTarget = {};
    int[] fail = {};
    int[] hitState = {};
    int[] nextHit = {};
    int[] outputStart = {};
    int[] outputs = {};

    /** Adds a literal, not empty, with the number that a hit reports. */
    void add(String text, int number) {
        literals.add(new Literal(text, number));
    }

    boolean isEmpty() {
        return literals.isEmpty();
    }

    /** An automaton that finds them anywhere. */
    LiteralAutomaton anywhere() {
        return build(false, true);
    }

    /** A trie that finds those that a text begins with, or (then they are turned round here) ends with. */
    LiteralAutomaton trie(boolean backwards) {
        return build(backwards, false);
    }

    private LiteralAutomaton build(boolean backwards, boolean links) {
        assignClasses();
        int[] endOf = new int[literals.size()];
        for (int i = 0; i < endOf.length; i++) {
            endOf[i] = insert(literals.get(i).text(), backwards);
        }
        int[] order = breadthFirst();
        int[] stateOf = new int[nodes];
        for (int state = 0; state < nodes; state++) {
            stateOf[order[state]] = state;
        }
        layEdges(order, stateOf);
        layOutputs(endOf, stateOf);
        denseStates = Math.max(1, Math.min(nodes, MAX_DENSE_CELLS / classes));
        dense = new int[denseStates * classes];
        Arrays.fill(dense, links ? 0 : -1);
        link(links);
        return new LiteralAutomaton(this);
    }

    private void assignClasses() {
        short next = 1; // 0 is every character that stands in no literal
        StringBuilder others = new StringBuilder();
        for (Literal literal : literals) {
            for (int i = 0; i < literal.text().length(); i++) {
                char c = literal.text().charAt(i);
                if (c >= 128) {
                    others.append(c);
                } else if (asciiClasses[c] == 0) {
                    asciiClasses[c] = next++;
                }
            }
        }
        int[] distinct = others.chars().sorted().distinct().toArray();
        otherChars = new char[distinct.length];
        for (int i = 0; i < distinct.length; i++) {
            otherChars[i] = (char) distinct[i];
        }
        firstOther = next;
        classes = next + otherChars.length;
    }

    private int classOf(char c) {
        return c < 128 ? asciiClasses[c] : firstOther + Arrays.binarySearch(otherChars, c);
    }

    private int insert(String text, boolean backwards) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(backwards ? text.length() - 1 - i : i);
            int child = firstChild[node];
            while (child != 0 && label[child] != c) {
                child = sibling[child];
            }
            if (child == 0) {
                child = nodes++;
                if (child == label.length) {
                    firstChild = Arrays.copyOf(firstChild, child * 2);
                    sibling = Arrays.copyOf(sibling, child * 2);
                    label = Arrays.copyOf(label, child * 2);
                }
                label[child] = c;
                sibling[child] = firstChild[node];
                firstChild[node] = child;
            }
            node = child;
        }
        return node;
    }

    private int[] breadthFirst() {
        int[] order = new int[nodes];
        int filled = 1;
        for (int done = 0; done < filled; done++) {
            for (int child = firstChild[order[done]]; child != 0; child = sibling[child]) {
                order[filled++] = child;
            }
        }
        return order;
    }

    private void layEdges(int[] order, int[] stateOf) {
        edgeStart = new int[nodes + 1];
        edgeClass = new short[nodes - 1];
        edgeTarget = new int[nodes - 1];
        int edge = 0;
        for (int state = 0; state < nodes; state++) {
            edgeStart[state] = edge;
            for (int child = firstChild[order[state]]; child != 0; child = sibling[child]) {
                edgeClass[edge] = (short) classOf(label[child]);
                edgeTarget[edge++] = stateOf[child];
            }
        }
        edgeStart[nodes] = edge;
    }

    private void layOutputs(int[] endOf, int[] stateOf) {
        outputStart = new int[nodes + 1];
        for (int end : endOf) {
            outputStart[stateOf[end] + 1]++;
        }
        for (int state = 0; state < nodes; state++) {
            outputStart[state + 1] += outputStart[state];
        }
        outputs = new int[endOf.length];
        int[] next = Arrays.copyOf(outputStart, nodes);
        for (int i = 0; i < endOf.length; i++) {
            outputs[next[stateOf[endOf[i]]]++] = literals.get(i).number();
        }
    }

    /** Failure links, full rows and chains of hits, for parents before children. */
    private void link(boolean links) {
        fail = new int[nodes];
        hitState = new int[nodes];
        nextHit = new int[nodes];
        Arrays.fill(nextHit, -1);
        hitState[0] = -1;
        for (int state = 0; state < nodes; state++) {
            boolean own = outputStart[state + 1] > outputStart[state];
            int inherited = links && state != 0 ? hitState[fail[state]] : -1;
            hitState[state] = own ? state : inherited;
            nextHit[state] = own ? inherited : -1;
            if (state < denseStates) {
                if (links && state != 0) {
                    System.arraycopy(dense, fail[state] * classes, dense, state * classes, classes);
                }
            }
            for (int e = edgeStart[state]; e < edgeStart[state + 1]; e++) {
                int target = edgeTarget[e];
                fail[target] = links && state != 0 ? failOf(state, edgeClass[e]) : 0;
            }
            for (int e = edgeStart[state]; e < edgeStart[state + 1] && state < denseStates; e++) {
                dense[state * classes + edgeClass[e]] = edgeTarget[e];
            }
        }
        if (!links) {
            fail = new int[0];
        }
    }

    private int failOf(int parent, int charClass) {
        int state = fail[parent];
        while (state >= denseStates) {
            for (int e = edgeStart[state]; e < edgeStart[state + 1]; e++) {
                if (edgeClass[e] == charClass) {
                    return edgeTarget[e];
                }
            }
            state = fail[state];
        }
        return dense[state * classes + charClass];
    }
}
