package dev.vedette.host.detect;

import dev.vedette.host.detect.SlotIndex.Anchor;
import dev.vedette.host.detect.sigma.TextPattern;
import dev.vedette.host.detect.sigma.ValueTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All distinct questions that a set of rules asks, numbered, while the set is compiled. A literal that must stand in a
 * value is answered by the index of its slot. Everything else is answered only when a rule asks, and then only if one of
 * its guards, literals without which it cannot be true, was found.
 */
final class PredicateTable {
    /** Questions about one slot are numbered from here; nobody else makes a key. */
    private sealed interface Key {}

    private record LiteralKey(int slot, Anchor anchor, String folded) implements Key {}

    private record PresentKey(int slot) implements Key {}

    private record LazyKey(int slot, int otherSlot, ValueTest test) implements Key {}

    /**
     * A question that the index does not answer by itself.
     *
     * @param guards predicates of which at least one is true whenever this is; none where nothing is known
     */
    @SuppressWarnings("ArrayRecordComponent") // plain arrays are the point; nobody compares these
    record Lazy(ValueMatcher matcher, int[] guards, int otherSlot) {}

    private static final int SHORTEST = 3;

    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<@Nullable Lazy> lazies = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();
    private final Map<Integer, SlotIndex.Builder> indexes = new HashMap<>();
    private final Map<Integer, Integer> presents = new HashMap<>();
    private final Map<ValueTest.Regex, ValueMatcher> regexes = new HashMap<>();

    /** That the slot has a value at all. */
    int present(int slot) {
        return presents.computeIfAbsent(slot, s -> number(new PresentKey(s), s, null, 1.0));
    }

    private int number(Key key, int slot, @Nullable Lazy lazy, double cost) {
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(key, number);
        slots.add(slot);
        lazies.add(lazy);
        costs.add(cost);
        return number;
    }

    private int literal(int slot, Anchor anchor, String folded) {
        if (anchor == Anchor.ANYWHERE && folded.length() < SHORTEST && Folding.isAscii(folded)) {
            return shortLiteral(slot, folded);
        }
        LiteralKey key = new LiteralKey(slot, anchor, folded);
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = number(key, slot, null, Rarity.of(anchor, folded));
        indexes.computeIfAbsent(slot, s -> new SlotIndex.Builder()).add(anchor, folded, number);
        return number;
    }

    /** A literal so short that the automaton would stop at it all the time; it is looked for when a rule asks. */
    private int shortLiteral(int slot, String folded) {
        ValueTest.Text key =
                new ValueTest.Text(TextPattern.literal(folded).openStart().openEnd(), false);
        int number = lazy(slot, key, -1, ValueMatcher.of(key), new int[0]);
        costs.set(number, Rarity.of(Anchor.ANYWHERE, folded));
        return number;
    }

    /**
     * The number of a question about values.
     *
     * @param otherSlot the slot of a referenced field, or -1
     */
    int of(int slot, ValueTest test, int otherSlot) {
        return switch (test) {
            case ValueTest.Text text -> text(slot, text);
            case ValueTest.Regex regex -> regex(slot, regex);
            case ValueTest.Presence ignored -> present(slot);
            case ValueTest.Cidr cidr -> lazy(slot, cidr, -1, ValueMatcher.of(cidr), new int[0]);
            case ValueTest.Compare compare -> lazy(slot, compare, -1, ValueMatcher.of(compare), new int[0]);
            case ValueTest.FieldReference reference ->
                lazy(slot, reference, otherSlot, ValueMatcher.of(reference), new int[0]);
        };
    }

    private int text(int slot, ValueTest.Text test) {
        List<TextPattern.Part> parts = test.pattern().parts();
        if (parts.equals(List.of(TextPattern.Mark.ANY))) {
            return present(slot);
        }
        ValueTest.Text key = test.cased() ? test : new ValueTest.Text(folded(test.pattern()), false);
        Guard guard = Guard.of(folded(test.pattern()));
        if (guard == null) {
            return lazy(slot, key, -1, ValueMatcher.of(test), new int[0]);
        }
        int literal = literal(slot, guard.anchor(), guard.literal());
        return guard.complete() && !test.cased()
                ? literal
                : lazy(slot, key, -1, ValueMatcher.of(test), new int[] {literal});
    }

    private static TextPattern folded(TextPattern pattern) {
        return new TextPattern(pattern.parts().stream()
                .map(part -> part instanceof TextPattern.Literal literal
                        ? new TextPattern.Literal(Folding.fold(literal.text()))
                        : part)
                .toList());
    }

    private int regex(int slot, ValueTest.Regex regex) {
        Set<String> required = RegexLiterals.required(regex);
        int[] guards = required.stream()
                .mapToInt(literal -> literal(slot, Anchor.ANYWHERE, literal))
                .toArray();
        return lazy(slot, regex, -1, regexes.computeIfAbsent(regex, ValueMatcher::of), guards);
    }

    private int lazy(int slot, ValueTest key, int otherSlot, ValueMatcher matcher, int[] guards) {
        double cost = guards.length == 0 ? 1.0 : 0;
        for (int guard : guards) {
            cost += costs.get(guard);
        }
        return number(new LazyKey(slot, otherSlot, key), slot, new Lazy(matcher, guards, otherSlot), Math.min(1, cost));
    }

    /** Predicates of the index of which at least one is true whenever this one is. */
    int[] witnesses(int predicate) {
        Lazy lazy = lazies.get(predicate);
        if (lazy == null) {
            return new int[] {predicate};
        }
        if (lazy.guards().length == 0) {
            return new int[] {present(slots.get(predicate))};
        }
        return Arrays.stream(lazy.guards())
                .flatMap(guard -> Arrays.stream(witnesses(guard)))
                .distinct()
                .toArray();
    }

    /** A guess at how often it is true, from 0 to 1. */
    double cost(int predicate) {
        return costs.get(predicate);
    }

    boolean isLazy(int predicate) {
        return lazies.get(predicate) != null;
    }

    int size() {
        return slots.size();
    }

    int[] slots() {
        return slots.stream().mapToInt(Integer::intValue).toArray();
    }

    List<@Nullable Lazy> lazies() {
        return lazies;
    }

    /** By slot the predicate that it has a value, or -1. */
    int[] presents(int slotCount) {
        int[] bySlot = new int[slotCount];
        for (int slot = 0; slot < slotCount; slot++) {
            bySlot[slot] = presents.getOrDefault(slot, -1);
        }
        return bySlot;
    }

    Map<Integer, SlotIndex.Builder> indexes() {
        return indexes;
    }

    /** The one matcher of each regular expression, so that exhausted budgets are counted in one place. */
    Map<ValueTest.Regex, ValueMatcher> regexes() {
        return regexes;
    }
}
