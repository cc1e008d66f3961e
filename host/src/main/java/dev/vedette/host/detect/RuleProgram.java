package dev.vedette.host.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a rule over numbered predicates, negations pushed down to them, while it is compiled. It becomes a
 * flat program for the matcher, and says which predicates make the rule a candidate.
 */
sealed interface RuleProgram {
    /** Op codes of the flat form: {@code TRUE p}, {@code FALSE p}, {@code ALL end ...}, {@code ANY end ...}. */
    int TRUE = 0;

    int FALSE = 1;
    int ALL = 2;
    int ANY = 3;

    record Leaf(int predicate, boolean negated) implements RuleProgram {}

    record All(List<RuleProgram> parts) implements RuleProgram {}

    record Any(List<RuleProgram> parts) implements RuleProgram {}

    static RuleProgram all(List<RuleProgram> parts) {
        return parts.size() == 1 ? parts.getFirst() : new All(List.copyOf(parts));
    }

    static RuleProgram any(List<RuleProgram> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Any(List.copyOf(parts));
    }

    /**
     * Predicates of the index of which at least one is true whenever this is: the cheapest such set.
     *
     * @param predicates what each one has as witnesses and costs
     */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays are the point; nobody compares these
    record Witness(int[] predicates, double cost) {
        static Witness of(int[] predicates, PredicateTable table) {
            double cost = 0;
            for (int predicate : predicates) {
                cost += table.cost(predicate);
            }
            return new Witness(predicates, cost);
        }
    }

    /** The witness of this, or null when it can be true with nothing found. */
    default @Nullable Witness witness(PredicateTable table) {
        return switch (this) {
            case Leaf leaf -> leaf.negated() ? null : Witness.of(table.witnesses(leaf.predicate()), table);
            case All all ->
                all.parts().stream()
                        .map(part -> part.witness(table))
                        .filter(witness -> witness != null)
                        .min(Comparator.comparingDouble(Witness::cost))
                        .orElse(null);
            case Any any -> {
                TreeSet<Integer> union = new TreeSet<>();
                for (RuleProgram part : any.parts()) {
                    Witness witness = part.witness(table);
                    if (witness == null) {
                        yield null;
                    }
                    for (int predicate : witness.predicates()) {
                        union.add(predicate);
                    }
                }
                yield Witness.of(union.stream().mapToInt(Integer::intValue).toArray(), table);
            }
        };
    }

    /** How dear it is to find out, for ordering: what the index answered is free. */
    private static int effort(RuleProgram part, PredicateTable table) {
        return switch (part) {
            case Leaf leaf -> table.isLazy(leaf.predicate()) ? 10 : 1;
            case All all -> all.parts().stream().mapToInt(p -> effort(p, table)).sum();
            case Any any -> any.parts().stream().mapToInt(p -> effort(p, table)).sum();
        };
    }

    /** The flat form; cheap parts come first. */
    default int[] flatten(PredicateTable table) {
        List<Integer> code = new ArrayList<>();
        emit(this, table, code);
        return code.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void emit(RuleProgram part, PredicateTable table, List<Integer> code) {
        switch (part) {
            case Leaf leaf -> {
                code.add(leaf.negated() ? FALSE : TRUE);
                code.add(leaf.predicate());
            }
            case All all -> emitList(ALL, all.parts(), table, code);
            case Any any -> emitList(ANY, any.parts(), table, code);
        }
    }

    private static void emitList(int op, List<RuleProgram> parts, PredicateTable table, List<Integer> code) {
        code.add(op);
        int end = code.size();
        code.add(0);
        parts.stream()
                .sorted(Comparator.comparingInt(part -> effort(part, table)))
                .forEach(part -> emit(part, table, code));
        code.set(end, code.size());
    }
}
