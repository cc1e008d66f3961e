package dev.vedette.host.pack;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is active, all of it, in one object that is swapped as a whole.
 *
 * @param packs by id, in its order
 * @param content what the activation made of them
 */
record ActivePacks(PackGeneration generation, Map<String, Active> packs, Map<PackId, PackActivation.Content> content) {
    static final ActivePacks NONE = new ActivePacks(PackGeneration.NONE, new TreeMap<>(), Map.of());

    /** A pack, its archive in the folder and the time of its activation. */
    record Active(OpenPack pack, Path archive, Instant since) {
        PackId id() {
            return pack.id();
        }
    }

    /** The next generation, as a candidate. */
    PackGeneration candidate(Map<String, Active> next, List<PackProblem> problems) {
        return new PackGeneration(
                generation.number() + 1,
                next.values().stream().map(active -> (LoadedPack) active.pack()).toList(),
                problems);
    }
}
