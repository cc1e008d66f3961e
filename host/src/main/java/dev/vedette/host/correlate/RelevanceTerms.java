package dev.vedette.host.correlate;

import dev.vedette.api.profile.ThreatActor;
import dev.vedette.host.profile.RankedTechnique;
import dev.vedette.host.profile.Technique;
import dev.vedette.host.profile.ThreatRanking;
import dev.vedette.host.reference.Client;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Relevance: .5 for the asset that matters most, .3 for the technique that the profile rates highest, .2 for the most
 * relevant actor known to use it. Where nobody said anything a base rate counts: unknown is not irrelevant.
 */
final class RelevanceTerms {
    static final double WEIGHT = 0.5;
    /** Priority of a technique that the profile says nothing about, 0 to 100. */
    static final double UNRATED_TECHNIQUE = 25;
    /** Relevance of actors that nobody knows of, 0 to 1: about the share of ATT&amp;CK's groups that target a sector. */
    static final double UNKNOWN_ACTOR = 0.25;

    private static final double ASSET = 0.5;
    private static final double TECHNIQUE = 0.3;
    private static final double ACTOR = 0.2;

    private RelevanceTerms() {}

    static List<Term> of(Offense offense, Client client, @Nullable ThreatRanking ranking) {
        Terms terms = new Terms("relevance", WEIGHT);
        AssetWeight asset = AssetWeight.of(offense, client, ranking);
        terms.part("asset", asset.weight(), ASSET, asset.explanation(), asset.events(), List.of());
        technique(offense, ranking, terms);
        actor(offense, ranking, terms);
        return terms.done(
                terms.sum(),
                "How much it matters to " + client.name()
                        + (ranking == null
                                ? ", which has no threat profile: "
                                : " by its threat profile \""
                                        + ranking.profile().title() + "\": ")
                        + "0.5 asset + 0.3 technique + 0.2 actor.");
    }

    private static void technique(Offense offense, @Nullable ThreatRanking ranking, Terms terms) {
        List<String> techniques = offense.techniques();
        RankedTechnique best = ranking == null
                ? null
                : techniques.stream()
                        .map(ranking::technique)
                        .filter(technique -> technique != null)
                        .max(Comparator.comparingDouble(RankedTechnique::priority))
                        .orElse(null);
        if (best == null) {
            String why = techniques.isEmpty()
                    ? "The rules name no technique"
                    : ranking == null
                            ? "There is no threat profile to rate " + String.join(", ", techniques)
                            : "The profile says nothing about " + String.join(", ", techniques);
            terms.part(
                    "technique",
                    UNRATED_TECHNIQUE / 10,
                    TECHNIQUE,
                    why + "; the base rate of " + Terms.number(UNRATED_TECHNIQUE) + " of 100 counts.",
                    List.of(),
                    List.of());
            return;
        }
        List<Contribution> telling = using(offense, best.id());
        RankedTechnique.Part reason = best.parts().get(0);
        terms.part(
                "technique",
                best.priority() / 10,
                TECHNIQUE,
                "Technique " + best.id() + " has priority " + Terms.number(best.priority()) + " of 100: "
                        + reason.explanation() + ".",
                SeverityTerms.firstEvents(telling),
                telling.stream().map(Contribution::rule).toList());
    }

    private static void actor(Offense offense, @Nullable ThreatRanking ranking, Terms terms) {
        List<ThreatActor> actors = ranking == null ? List.of() : ranking.actorsUsing(offense.techniques());
        if (actors.isEmpty()) {
            terms.part(
                    "actor",
                    UNKNOWN_ACTOR * 10,
                    ACTOR,
                    "No actor of a profile is known to use these techniques; the base rate of "
                            + Terms.number(UNKNOWN_ACTOR) + " counts.",
                    List.of(),
                    List.of());
            return;
        }
        ThreatActor actor = actors.get(0);
        List<Contribution> telling = offense.contributions().stream()
                .filter(rule -> rule.techniques().stream()
                        .anyMatch(id -> actor.techniques().stream().anyMatch(used -> Technique.related(id, used))))
                .toList();
        terms.part(
                "actor",
                actor.relevance() * 10,
                ACTOR,
                actor.name() + " (" + actor.id() + ") is known to use "
                        + (actors.size() == 1 ? "it" : "it, and " + (actors.size() - 1) + " more are")
                        + "; its relevance is " + Terms.number(actor.relevance()) + " of 1.",
                SeverityTerms.firstEvents(telling),
                telling.stream().map(Contribution::rule).toList());
    }

    private static List<Contribution> using(Offense offense, String technique) {
        return offense.contributions().stream()
                .filter(rule -> rule.techniques().stream().anyMatch(id -> Technique.related(id, technique)))
                .toList();
    }
}
