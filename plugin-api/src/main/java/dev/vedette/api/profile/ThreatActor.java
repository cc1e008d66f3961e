package dev.vedette.api.profile;

import java.util.Objects;
import java.util.Set;

/** An actor (intrusion set) as a profile rates it. Immutable. */
public final class ThreatActor {
    private final String id;
    private final String name;
    private final double relevance;
    private final Set<String> techniques;

    private ThreatActor(String id, String name, double relevance, Set<String> techniques) {
        this.id = Objects.requireNonNull(id, "id");
        this.name = Objects.requireNonNull(name, "name");
        this.relevance = relevance;
        this.techniques = Set.copyOf(techniques);
    }

    /**
     * An actor.
     *
     * @param id an ATT&amp;CK group id, or an id of the pack's own
     * @param name its usual name
     * @param relevance to this client, 0 to 1
     * @param techniques ATT&amp;CK ids of what it is known to use
     * @throws IllegalArgumentException if the relevance is not of that range
     */
    public static ThreatActor of(String id, String name, double relevance, Set<String> techniques) {
        if (!(relevance >= 0 && relevance <= 1)) {
            throw new IllegalArgumentException("the relevance of " + id + " is 0 to 1, not " + relevance);
        }
        return new ThreatActor(id, name, relevance, techniques);
    }

    /** An ATT&amp;CK group id, or an id of the pack's own. */
    public String id() {
        return id;
    }

    /** Its usual name. */
    public String name() {
        return name;
    }

    /** Relevance to this client, 0 to 1. */
    public double relevance() {
        return relevance;
    }

    /** ATT&amp;CK ids of what it is known to use. */
    public Set<String> techniques() {
        return techniques;
    }
}
