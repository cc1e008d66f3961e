package dev.vedette.host.profile;

import java.util.List;

/**
 * A technique with its priority for a client.
 *
 * @param priority 0 to 100
 * @param parts what it is made of; one part where the profile says the number itself
 */
public record RankedTechnique(String id, double priority, List<Part> parts) {
    /**
     * A part of a priority.
     *
     * @param source the profile's id, or an actor's id
     * @param share what it adds, before the sum is scaled to 0 to 100
     */
    public record Part(String source, String explanation, double share) {}

    public RankedTechnique {
        parts = List.copyOf(parts);
    }
}
