package dev.vedette.host.detect;

import dev.vedette.api.event.Field;
import dev.vedette.api.event.LogSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for what rules call fields, while a set of rules is compiled. A slot is a list of fields of which the first
 * that an event has counts; rules whose names resolve to the same list share the slot, and with it all its predicates.
 */
final class FieldSlots {
    /** The slot of keywords: every text of the event. */
    static final int KEYWORDS = 0;

    private final FieldResolution resolution;
    private final Map<List<Field>, Integer> numbers = new HashMap<>();
    private final List<List<Field>> slots = new ArrayList<>();

    FieldSlots(FieldResolution resolution) {
        this.resolution = resolution;
        slots.add(List.of());
    }

    int of(@Nullable LogSource rule, String name) {
        return numbers.computeIfAbsent(resolution.candidates(rule, name), candidates -> {
            slots.add(candidates);
            return slots.size() - 1;
        });
    }

    List<Field> candidates(int slot) {
        return slots.get(slot);
    }

    int size() {
        return slots.size();
    }

    /** By the id of a field: the slots it may fill and its rank in each, in turn; null where it fills none. */
    int[] @Nullable [] references() {
        int highest =
                slots.stream().flatMap(List::stream).mapToInt(Field::id).max().orElse(-1);
        int[] @Nullable [] references = new int[highest + 1] @Nullable [];
        for (int slot = 0; slot < slots.size(); slot++) {
            List<Field> candidates = slots.get(slot);
            for (int rank = 0; rank < candidates.size(); rank++) {
                int id = candidates.get(rank).id();
                int[] known = references[id];
                int[] longer = known == null ? new int[2] : Arrays.copyOf(known, known.length + 2);
                longer[longer.length - 2] = slot;
                longer[longer.length - 1] = rank;
                references[id] = longer;
            }
        }
        return references;
    }
}
