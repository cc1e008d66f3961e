package dev.vedette.host.profile;

import dev.vedette.api.profile.ThreatActor;
import dev.vedette.api.profile.ThreatProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile's techniques and actors, the most pressing first.
 *
 * <p>A technique has the priority that the profile gives it. One that the profile does not rate (nor its
 * parent), but that its actors are known to use, gets {@code 100 * sum of the actors' relevance / 90th percentile of these sums}, at most 100.
 */
public final class ThreatRanking {
    private final ThreatProfile profile;
    private final List<RankedTechnique> techniques;
    private final Map<String, RankedTechnique> byId = new TreeMap<>();
    private final List<ThreatActor> actors;

    private ThreatRanking(ThreatProfile profile) {
        this.profile = profile;
        profile.techniques()
                .forEach((id, priority) -> byId.put(
                        id,
                        new RankedTechnique(
                                id,
                                priority,
                                List.of(new RankedTechnique.Part(
                                        profile.id(), "rated by profile " + profile.id(), priority)))));
        addThoseOfActors();
        this.techniques = byId.values().stream()
                .sorted(Comparator.comparingDouble(RankedTechnique::priority)
                        .reversed()
                        .thenComparing(RankedTechnique::id))
                .toList();
        this.actors = profile.actors().stream()
                .sorted(Comparator.comparingDouble(ThreatActor::relevance)
                        .reversed()
                        .thenComparing(ThreatActor::id))
                .toList();
    }

    public static ThreatRanking of(ThreatProfile profile) {
        return new ThreatRanking(profile);
    }

    private void addThoseOfActors() {
        Map<String, List<RankedTechnique.Part>> parts = new TreeMap<>();
        for (ThreatActor actor : profile.actors()) {
            for (String technique : actor.techniques()) {
                parts.computeIfAbsent(technique, id -> new ArrayList<>())
                        .add(new RankedTechnique.Part(
                                actor.id(), "used by " + actor.name() + " (" + actor.id() + ")", actor.relevance()));
            }
        }
        double[] sums =
                parts.values().stream().mapToDouble(ThreatRanking::sum).sorted().toArray();
        double scale = sums.length == 0 ? 1 : sums[(int) Math.ceil(sums.length * 0.9) - 1];
        parts.forEach((technique, shares) -> {
            shares.sort(Comparator.comparingDouble(RankedTechnique.Part::share)
                    .reversed()
                    .thenComparing(RankedTechnique.Part::source));
            double priority = scale == 0 ? 0 : Math.min(100, 100 * sum(shares) / scale);
            String parent = Technique.parent(technique);
            boolean rated = parent != null && profile.techniques().containsKey(parent);
            if (!rated) { // what the profile itself says, be it of the parent, goes before what follows from actors
                byId.putIfAbsent(technique, new RankedTechnique(technique, priority, shares));
            }
        });
    }

    private static double sum(List<RankedTechnique.Part> parts) {
        double[] shares =
                parts.stream().mapToDouble(RankedTechnique.Part::share).toArray();
        Arrays.sort(shares); // the same sum in whatever order the actors stand
        return Arrays.stream(shares).sum();
    }

    public ThreatProfile profile() {
        return profile;
    }

    /** The highest priority first. */
    public List<RankedTechnique> techniques() {
        return techniques;
    }

    /** The most relevant first. */
    public List<ThreatActor> actors() {
        return actors;
    }

    /**
     * What the profile says about a technique: about itself, else about its parent, else the highest of its
     * sub-techniques. Null where it says nothing.
     */
    public @Nullable RankedTechnique technique(String id) {
        RankedTechnique exact = byId.get(id);
        if (exact != null) {
            return exact;
        }
        String parent = Technique.parent(id);
        if (parent != null) {
            return byId.get(parent);
        }
        return techniques.stream()
                .filter(technique -> id.equals(Technique.parent(technique.id())))
                .findFirst()
                .orElse(null);
    }

    /** The actors that are known to use one of these techniques (or a relative of it), the most relevant first. */
    public List<ThreatActor> actorsUsing(List<String> wanted) {
        return Collections.unmodifiableList(actors.stream()
                .filter(actor -> actor.techniques().stream()
                        .anyMatch(used -> wanted.stream().anyMatch(one -> Technique.related(one, used))))
                .toList());
    }
}
