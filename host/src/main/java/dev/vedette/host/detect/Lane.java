package dev.vedette.host.detect;

import dev.vedette.api.event.LogSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What of an index concerns events with certain log sources. Log sources match strictly: a rule that names a product, a
 * category or a service needs an event that carries it.
 *
 * @param groups by group whether its rules are asked
 * @param slots by slot whether a rule that is asked looks at it
 * @param always rules that are candidates for each event
 * @param empty whether no rule is asked at all
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the point; nobody compares these
record Lane(boolean[] groups, boolean[] slots, int[] always, boolean empty) {
    static Lane of(RuleIndex index, List<LogSource> sources) {
        boolean[] groups = new boolean[index.groups().size()];
        BitSet slots = new BitSet();
        IntStream always = IntStream.empty();
        boolean empty = true;
        for (int g = 0; g < groups.length; g++) {
            if (concerns(index.groups().get(g), sources)) {
                groups[g] = true;
                empty = false;
                slots.or(index.groupSlots().get(g));
                always = IntStream.concat(always, IntStream.of(index.always().get(g)));
            }
        }
        boolean[] used = new boolean[index.slotIndexes().length];
        slots.stream().forEach(slot -> used[slot] = true);
        return new Lane(groups, used, always.toArray(), empty);
    }

    static boolean concerns(@Nullable LogSource rule, List<LogSource> sources) {
        return rule == null || sources.stream().anyMatch(source -> source.satisfies(rule));
    }

    /** The lanes seen so far, of one worker, those met often in front. Not thread-safe. */
    static final class Cache {
        private static final int MAX_LANES = 256;

        private record Known(List<LogSource> sources, Lane lane) {}

        private final RuleIndex index;
        private final List<Known> lanes = new ArrayList<>();

        Cache(RuleIndex index) {
            this.index = index;
        }

        Lane of(List<LogSource> sources) {
            for (int i = 0; i < lanes.size(); i++) {
                Known known = lanes.get(i);
                if (same(sources, known.sources())) {
                    if (i > 0) {
                        lanes.set(i, lanes.get(i - 1));
                        lanes.set(i - 1, known);
                    }
                    return known.lane();
                }
            }
            if (lanes.size() >= MAX_LANES) {
                lanes.clear(); // a parser that makes log sources up out of content
            }
            Lane lane = Lane.of(index, sources);
            lanes.add(new Known(List.copyOf(sources), lane));
            return lane;
        }

        private static boolean same(List<LogSource> a, List<LogSource> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!a.get(i).equals(b.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
