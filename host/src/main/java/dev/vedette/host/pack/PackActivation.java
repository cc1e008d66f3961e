package dev.vedette.host.pack;

import java.util.List;
import java.util.Map;

/**
 * Turns the content of packs into what the pipeline uses; implemented by the composition root.
 *
 * <p>Lifecycle: {@link #prepare} is called with every candidate, one at a time, on the thread that changes packs. It
 * compiles parsers and rules and runs the vectors, and changes nothing. If it refuses, the candidate is dropped (at
 * start: asked again without the culprit). Otherwise {@link Prepared#activate} follows at once on the same thread, or,
 * when the archive could not be put in its place, never.
 */
public interface PackActivation {
    /**
     * Compiles a candidate.
     *
     * @throws PackRefusedException naming the culprit, one of the candidate's packs; a
     *     {@code RuntimeException} or {@code Error} is treated as a defect of the host and makes the host look for the
     *     culprit by itself
     */
    Prepared prepare(PackGeneration candidate) throws PackRefusedException;

    /** Content that is ready. */
    interface Prepared {
        /** Swaps it in. Cannot fail; returns at once. */
        void activate();

        /** What each pack became, for {@code pack list}; packs that are left out are shown by their files and classes. */
        default Map<PackId, Content> content() {
            return Map.of();
        }
    }

    /** What a pack became. */
    record Content(int parsers, int rules, List<String> extensions) {
        public Content {
            extensions = List.copyOf(extensions);
        }
    }
}
