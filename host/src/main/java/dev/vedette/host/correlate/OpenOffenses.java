package dev.vedette.host.correlate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open offenses in memory, by key; the least used ones go when there are too many, and are read again when a finding
 * needs them. Not thread-safe.
 */
final class OpenOffenses {
    private final OffenseRepository repository;
    private final OffenseSettings settings;
    private final Map<OffenseKey, List<OffenseState>> byKey = new LinkedHashMap<>(64, 0.75f, true);

    OpenOffenses(OffenseRepository repository, OffenseSettings settings) {
        this.repository = repository;
        this.settings = settings;
    }

    /** The open offense that an event of this time belongs to. */
    @Nullable
    OffenseState find(OffenseKey key, Instant time) {
        Duration gap = settings.inactiveAfter();
        OffenseState state = latest(byKey.get(key), time, gap);
        if (state != null) {
            return state;
        }
        List<OffenseState> states = new ArrayList<>(byKey.getOrDefault(key, List.of()));
        for (Offense offense : repository.open(key, time.minus(gap), time.plus(gap))) {
            if (states.stream().noneMatch(known -> known.id().equals(offense.id()))) {
                states.add(new OffenseState(offense, settings.evidencePerRule()));
            }
        }
        if (!states.isEmpty()) {
            byKey.put(key, states);
        }
        return latest(states, time, gap);
    }

    private static @Nullable OffenseState latest(@Nullable List<OffenseState> states, Instant time, Duration gap) {
        OffenseState best = null;
        if (states != null) {
            for (OffenseState state : states) {
                if (state.covers(time, gap) && (best == null || state.lastSeen().isAfter(best.lastSeen()))) {
                    best = state;
                }
            }
        }
        return best;
    }

    void add(OffenseState state) {
        byKey.computeIfAbsent(state.key(), key -> new ArrayList<>()).add(state);
    }

    void forget(OffenseKey key) {
        byKey.remove(key);
    }

    /** Lets go of the least used ones, but of none that is not written. */
    void trim(Set<OffenseState> unwritten) {
        Iterator<List<OffenseState>> eldest = byKey.values().iterator();
        while (byKey.size() > settings.inMemory() && eldest.hasNext()) {
            if (eldest.next().stream().noneMatch(unwritten::contains)) {
                eldest.remove();
            }
        }
    }

    int size() {
        return byKey.size();
    }
}
