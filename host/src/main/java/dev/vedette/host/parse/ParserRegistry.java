package dev.vedette.host.parse;

import dev.vedette.api.parse.Assembly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parsers of one generation of packs. Immutable, shared by all workers. */
public final class ParserRegistry {
    private static final ParserRegistry EMPTY = of(List.of());

    private final List<ParserEntry> byRank; // highest priority first
    private final Map<String, ParserEntry> byId;
    private final IdentityHashMap<ParserEntry, Ranked> facts; // asked for once: a parser is foreign code
    private final int[] priorities; // by rank
    private final LiteralAutomaton automaton;
    private final List<Integer> withoutLiterals; // ranks

    private ParserRegistry(List<Ranked> ranked) {
        byRank = ranked.stream().map(Ranked::entry).toList();
        priorities = ranked.stream().mapToInt(Ranked::priority).toArray();
        IdentityHashMap<ParserEntry, Ranked> known = new IdentityHashMap<>();
        Map<String, ParserEntry> ids = new HashMap<>();
        List<Integer> open = new ArrayList<>();
        for (int rank = 0; rank < ranked.size(); rank++) {
            Ranked one = ranked.get(rank);
            if (ids.put(one.id(), one.entry()) != null) {
                throw new IllegalArgumentException("two parsers have the id '" + one.id() + "'");
            }
            known.put(one.entry(), one);
            if (one.literals().isEmpty()) {
                open.add(rank);
            }
        }
        byId = Map.copyOf(ids);
        facts = known;
        withoutLiterals = List.copyOf(open);
        automaton = LiteralAutomaton.of(ranked.stream().map(Ranked::literals).toList());
    }

    private record Ranked(String id, int priority, List<String> literals, Assembly assembly, ParserEntry entry) {}

    /**
     * Makes a registry.
     *
     * @throws IllegalArgumentException if two parsers have the same id
     */
    public static ParserRegistry of(List<ParserEntry> entries) {
        List<Ranked> ranked = new ArrayList<>();
        for (ParserEntry entry : entries) {
            List<String> literals = entry.parser().literals().stream()
                    .filter(literal -> !literal.isEmpty())
                    .toList();
            ranked.add(new Ranked(
                    entry.id(),
                    entry.parser().priority(),
                    literals,
                    entry.parser().assembly(),
                    entry));
        }
        ranked.sort(Comparator.comparingInt((Ranked one) -> -one.priority()).thenComparing(Ranked::id));
        return new ParserRegistry(ranked);
    }

    /** No parsers at all. */
    public static ParserRegistry empty() {
        return EMPTY;
    }

    /** The parser with this id, or null. */
    public @Nullable ParserEntry byId(String id) {
        return byId.get(id);
    }

    /** All of them, highest priority first. */
    public List<ParserEntry> entries() {
        return byRank;
    }

    /** Who may be asked about a record, in order. */
    List<ParserEntry> candidates(byte[] text, @Nullable ParserEntry recognised) {
        if (byRank.isEmpty()) {
            return List.of();
        }
        long[] found = new long[(byRank.size() + 63) >> 6];
        automaton.find(text, found);
        List<ParserEntry> order = new ArrayList<>(4);
        int lastPriority = 0;
        int firstOfPriority = 0;
        for (int word = 0; word < found.length; word++) {
            for (long bits = found[word]; bits != 0; bits &= bits - 1) {
                int rank = (word << 6) + Long.numberOfTrailingZeros(bits);
                if (priorities[rank] != lastPriority) {
                    lastPriority = priorities[rank];
                    firstOfPriority = order.size();
                }
                append(order, firstOfPriority, byRank.get(rank), recognised);
            }
        }
        int firstOpen = order.size();
        for (int rank : withoutLiterals) {
            append(order, firstOpen, byRank.get(rank), recognised);
        }
        return order;
    }

    private static void append(
            List<ParserEntry> order, int first, ParserEntry entry, @Nullable ParserEntry recognised) {
        if (recognised != null && entry.id().equals(recognised.id())) {
            order.add(first, entry);
        } else {
            order.add(entry);
        }
    }

    /** Whether a parser waits for a literal. */
    boolean hasLiterals(ParserEntry entry) {
        return !fact(entry).literals().isEmpty();
    }

    int priority(ParserEntry entry) {
        return fact(entry).priority();
    }

    Assembly assembly(ParserEntry entry) {
        return fact(entry).assembly();
    }

    private Ranked fact(ParserEntry entry) {
        return Objects.requireNonNull(facts.get(entry), "a parser of another registry");
    }
}
