package dev.vedette.host.correlate;

import dev.vedette.host.profile.ThreatRanking;
import dev.vedette.host.reference.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The formula that rates offenses: {@code score = 10 * (.5 relevance + .3 severity + .2 credibility)}, each of the three
 * 0 to 10. A pure function of an offense, its client and the client's threat profile.
 */
public final class RatingFormula {
    /** Changes whenever the same offense would get another score. */
    public static final String VERSION = "vedette-1";

    private final Map<String, String> sourceReliability;

    /**
     * A formula.
     *
     * @param sourceReliability Admiralty letter by type of log source, or a beginning of it
     */
    public RatingFormula(Map<String, String> sourceReliability) {
        this.sourceReliability = Map.copyOf(sourceReliability);
    }

    /**
     * Rates an offense.
     *
     * @param ranking of the client's threat profile; null where it has none
     */
    public Rating rate(Offense offense, Client client, @Nullable ThreatRanking ranking) {
        List<Term> terms = new ArrayList<>();
        terms.addAll(RelevanceTerms.of(offense, client, ranking));
        terms.addAll(SeverityTerms.of(offense));
        terms.addAll(CredibilityTerms.of(offense, sourceReliability));
        double sum = 0;
        double credibility = 0;
        for (Term term : terms) {
            if (term.isMain()) {
                sum += term.value() * term.weight();
                credibility = term.name().equals("credibility") ? term.value() : credibility;
            }
        }
        double score = Terms.round(10 * sum);
        return new Rating(
                score,
                (int) Math.round(score / 10),
                Rating.level(score),
                Rating.credibilityWord(credibility),
                VERSION,
                terms);
    }
}
