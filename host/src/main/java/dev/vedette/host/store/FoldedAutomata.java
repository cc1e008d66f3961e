package dev.vedette.host.store;

import dev.vedette.host.query.Folding;
import dev.vedette.host.query.Pattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;

/** Patterns as automata: over folded terms, or over terms in any case. */
final class FoldedAutomata {
    private static final int MAX_STATES = 100_000;

    private FoldedAutomata() {}

    /** Which code points have a folded form, for all those that more than one has; built at first use. */
    private static final class Variants {
        static final Map<Integer, int[]> OF = build();

        private static Map<Integer, int[]> build() {
            Map<Integer, List<Integer>> variants = new HashMap<>();
            for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
                int folded = Folding.fold(c);
                if (folded != c) {
                    variants.computeIfAbsent(folded, f -> new ArrayList<>(List.of(f)))
                            .add(c);
                }
            }
            Map<Integer, int[]> arrays = new HashMap<>();
            variants.forEach((folded, all) -> arrays.put(
                    folded, all.stream().sorted().mapToInt(Integer::intValue).toArray()));
            return Map.copyOf(arrays);
        }
    }

    /** The terms that fit a pattern and begin with {@code prefix}, taken as it is. */
    static Automaton of(String prefix, Pattern pattern, boolean termsAreFolded) {
        List<Automaton> parts = new ArrayList<>();
        if (!prefix.isEmpty()) {
            parts.add(Automata.makeString(prefix));
        }
        for (int symbol : pattern.symbols()) {
            parts.add(
                    switch (symbol) {
                        case Pattern.ANY -> Automata.makeAnyString();
                        case Pattern.ONE -> Automata.makeAnyChar();
                        default -> termsAreFolded ? Automata.makeChar(symbol) : anyCase(symbol);
                    });
        }
        Automaton all = parts.isEmpty() ? Automata.makeEmptyString() : Operations.concatenate(parts);
        return Operations.determinize(all, MAX_STATES);
    }

    private static Automaton anyCase(int folded) {
        int[] variants = Variants.OF.get(folded);
        return variants == null ? Automata.makeChar(folded) : Automata.makeCharSet(variants);
    }
}
