package dev.vedette.api.examples;

import dev.vedette.api.rating.Rating;
import dev.vedette.api.rating.RatingInput;
import dev.vedette.api.rating.RatingPolicy;
import java.util.Comparator;
import org.pf4j.Extension;

/** Rates by the worst rule (7 of 10) and by how many different rules matched (3 of 10). */
@Extension
public final class SeverityOnlyRating implements RatingPolicy {
    @Override
    public String id() {
        return "example.severity-only";
    }

    @Override
    public String title() {
        return "7 x severity of the worst rule + 3 x number of rules, at most 10";
    }

    @Override
    public Rating rate(RatingInput offense) {
        RatingInput.Contribution worst = offense.contributions().stream()
                .max(Comparator.comparingInt(RatingInput.Contribution::severity))
                .orElseThrow();
        int rules = Math.min(10, offense.contributions().size());
        return Rating.builder()
                .term("severity", worst.severity(), 7, "Severity of '" + worst.title() + "'", worst.evidence())
                .term(
                        "breadth",
                        rules,
                        3,
                        rules + " different rules matched",
                        offense.contributions().stream()
                                .flatMap(rule -> rule.evidence().stream().limit(1))
                                .toList())
                .build();
    }
}
