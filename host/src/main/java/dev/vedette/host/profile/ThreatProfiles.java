package dev.vedette.host.profile;

import dev.vedette.api.profile.ThreatProfile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The profiles of one pack generation, with their rankings. Immutable. */
public final class ThreatProfiles {
    public static final ThreatProfiles EMPTY = new ThreatProfiles(List.of());

    private final Map<String, ThreatRanking> byId = new TreeMap<>();

    private ThreatProfiles(List<ThreatProfile> profiles) {
        for (ThreatProfile profile : profiles) {
            if (byId.put(profile.id(), ThreatRanking.of(profile)) != null) {
                throw new IllegalArgumentException(
                        "two threat profiles have the id '" + profile.id() + "'; ids are unique over all packs");
            }
        }
    }

    /**
     * A registry.
     *
     * @throws IllegalArgumentException if two profiles have the same id
     */
    public static ThreatProfiles of(List<ThreatProfile> profiles) {
        return new ThreatProfiles(profiles);
    }

    /** The ranking of the profile of this id; null for a null id, or where no pack brings that profile. */
    public @Nullable ThreatRanking ranking(@Nullable String id) {
        return id == null ? null : byId.get(id);
    }

    /** By id. */
    public List<ThreatProfile> all() {
        return byId.values().stream().map(ThreatRanking::profile).toList();
    }
}
