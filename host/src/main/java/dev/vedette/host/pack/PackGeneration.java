package dev.vedette.host.pack;

import java.util.List;

/**
 * The packs that are active together. Immutable; an install, upgrade or removal makes another one.
 *
 * @param number from 1, one more with every change; 0 before the first
 * @param packs in the order of their ids
 * @param problems packs that are in the folder and not active, and why
 */
public record PackGeneration(long number, List<LoadedPack> packs, List<PackProblem> problems) {
    static final PackGeneration NONE = new PackGeneration(0, List.of(), List.of());

    public PackGeneration {
        packs = List.copyOf(packs);
        problems = List.copyOf(problems);
    }
}
