package dev.vedette.host.detect;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All literal tests on one field: which of them the text of a value satisfies. Immutable. */
final class SlotIndex {
    private final @Nullable ExactTable exact;
    private final @Nullable LiteralAutomaton prefixes;
    private final @Nullable LiteralAutomaton suffixes;
    private final @Nullable LiteralAutomaton anywhere; // ASCII literals
    private final @Nullable LiteralAutomaton others; // the rest, with its huge alphabet, for texts that are not ASCII

    private SlotIndex(Builder builder) {
        exact = builder.exact.isEmpty() ? null : new ExactTable(builder.exact);
        prefixes = builder.prefixes.isEmpty() ? null : builder.prefixes.trie(false);
        suffixes = builder.suffixes.isEmpty() ? null : builder.suffixes.trie(true);
        anywhere = builder.anywhere.isEmpty() ? null : builder.anywhere.anywhere();
        others = builder.others.isEmpty() ? null : builder.others.anywhere();
    }

    /** Reports what holds for a value. */
    void find(FoldedValue value, LiteralAutomaton.Hits hits) {
        char[] text = value.chars;
        int length = value.length;
        if (exact != null) {
            int number = exact.find(text, length, value.hash);
            if (number >= 0) {
                hits.hit(number);
            }
        }
        if (prefixes != null) {
            prefixes.walk(text, length, false, hits);
        }
        if (suffixes != null) {
            suffixes.walk(text, length, true, hits);
        }
        if (anywhere != null) {
            anywhere.scan(text, length, hits);
        }
        if (others != null && !value.ascii) {
            others.scan(text, length, hits);
        }
    }

    /** How a literal stands in the value. */
    enum Anchor {
        WHOLE,
        START,
        END,
        ANYWHERE
    }

    static final class Builder {
        private final Map<String, Integer> exact = new HashMap<>();
        private final LiteralAutomatonBuilder prefixes = new LiteralAutomatonBuilder();
        private final LiteralAutomatonBuilder suffixes = new LiteralAutomatonBuilder();
        private final LiteralAutomatonBuilder anywhere = new LiteralAutomatonBuilder();
        private final LiteralAutomatonBuilder others = new LiteralAutomatonBuilder();
        private boolean empty = true;

        /** Adds a folded literal, each once for an anchor; empty only as a {@link Anchor#WHOLE} value. */
        void add(Anchor anchor, String literal, int predicate) {
            empty = false;
            switch (anchor) {
                case WHOLE -> exact.put(literal, predicate);
                case START -> prefixes.add(literal, predicate);
                case END -> suffixes.add(literal, predicate);
                case ANYWHERE -> (Folding.isAscii(literal) ? anywhere : others).add(literal, predicate);
            }
        }

        @Nullable
        SlotIndex build() {
            return empty ? null : new SlotIndex(this);
        }
    }
}
