package dev.vedette.host.detect;

import java.util.Arrays;

/**
 * Finds which of many literals stand in a text, in one pass. Immutable, made by {@link LiteralAutomatonBuilder}.
 *
 * <p>As an Aho-Corasick automaton ({@link #scan}) it finds them anywhere; without failure links it is a trie
 * ({@link #walk}) that stops where the text leaves every literal. States are numbered breadth first, and those near the
 * root, where a text without a hit stays nearly all the time, have a full row of successors; deeper ones have their few
 * edges and a failure link. That keeps thousands of literals in a few hundred kilobytes.
 */
final class LiteralAutomaton {
    /** What is called with the number of each literal found, perhaps several times for one text. */
    interface Hits {
        void hit(int literal);
    }

    private final short[] asciiClasses;
    private final char[] otherChars; // sorted; the class of the i-th is firstOther + i
    private final int firstOther;
    private final int classes;
    private final int denseStates;
    private final int[] dense; // [state * classes + class] -> state, or -1 in a trie
    private final int[] edgeStart;
    private final short[] edgeClass;
    private final int[] edgeTarget;
    private final int[] fail; // empty in a trie
    private final int[] hitState; // the first state of the failure chain that has outputs, or -1
    private final int[] nextHit; // the next such state behind this one, or -1
    private final int[] outputStart;
    private final int[] outputs;

    LiteralAutomaton(LiteralAutomatonBuilder built) {
        asciiClasses = built.asciiClasses;
        otherChars = built.otherChars;
        firstOther = built.firstOther;
        classes = built.classes;
        denseStates = built.denseStates;
        dense = built.dense;
        edgeStart = built.edgeStart;
        edgeClass = built.edgeClass;
        edgeTarget = built.edgeTarget;
        fail = built.fail;
        hitState = built.hitState;
        nextHit = built.nextHit;
        outputStart = built.outputStart;
        outputs = built.outputs;
    }

    private int classOf(char c) {
        if (c < 128) {
            return asciiClasses[c];
        }
        int other = otherChars.length == 0 ? -1 : Arrays.binarySearch(otherChars, c);
        return other < 0 ? 0 : firstOther + other;
    }

    private int edge(int state, int charClass) {
        for (int e = edgeStart[state]; e < edgeStart[state + 1]; e++) {
            if (edgeClass[e] == charClass) {
                return edgeTarget[e];
            }
        }
        return -1;
    }

    private int step(int from, int charClass) {
        int state = from;
        while (state >= denseStates) {
            int target = edge(state, charClass);
            if (target >= 0) {
                return target;
            }
            state = fail[state];
        }
        return dense[state * classes + charClass];
    }

    private void report(int at, Hits hits) {
        for (int state = hitState[at]; state >= 0; state = nextHit[state]) {
            for (int o = outputStart[state]; o < outputStart[state + 1]; o++) {
                hits.hit(outputs[o]);
            }
        }
    }

    /** Reports the literals that stand anywhere in the text. */
    void scan(char[] text, int length, Hits hits) {
        int state = 0;
        for (int i = 0; i < length; i++) {
            int charClass = classOf(text[i]);
            if (charClass == 0) {
                state = 0;
            } else {
                state = step(state, charClass);
                if (hitState[state] >= 0) {
                    report(state, hits);
                }
            }
        }
    }

    /** Reports the literals that the text begins with or, read backwards, ends with; for a trie. */
    void walk(char[] text, int length, boolean backwards, Hits hits) {
        int state = 0;
        for (int i = 0; i < length; i++) {
            int charClass = classOf(text[backwards ? length - 1 - i : i]);
            if (charClass == 0) {
                return;
            }
            state = state < denseStates ? dense[state * classes + charClass] : edge(state, charClass);
            if (state < 0) {
                return;
            }
            if (hitState[state] >= 0) {
                report(state, hits);
            }
        }
    }
}
