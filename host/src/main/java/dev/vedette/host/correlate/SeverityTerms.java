package dev.vedette.host.correlate;

import java.util.Comparator;
import java.util.List;

/** Severity: the most severe rule, more for every further tactic, more for success. */
final class SeverityTerms {
    static final double WEIGHT = 0.3;
    private static final double PER_TACTIC = 0.5;
    private static final int EVIDENCE = 3;

    private SeverityTerms() {}

    static List<Term> of(Offense offense) {
        Terms terms = new Terms("severity", WEIGHT);
        Contribution worst = offense.contributions().stream()
                .max(Comparator.comparingInt(Contribution::severity))
                .orElseThrow(() -> new IllegalStateException("offense " + offense.id() + " has no rule"));
        terms.part(
                "rule",
                worst.severity(),
                1,
                "The most severe rule is \"" + worst.title() + "\": " + worst.level() + ", " + worst.severity()
                        + " of 10.",
                worst.events().stream().limit(EVIDENCE).toList(),
                List.of(worst.rule()));
        List<String> tactics = offense.tactics();
        if (tactics.size() > 1) {
            List<Contribution> telling = offense.contributions().stream()
                    .filter(rule -> !rule.tactics().isEmpty())
                    .toList();
            terms.part(
                    "tactics",
                    PER_TACTIC * (tactics.size() - 1),
                    1,
                    tactics.size() + " tactics were seen (" + String.join(", ", tactics)
                            + "); each beyond the first adds 0.5.",
                    firstEvents(telling),
                    telling.stream().map(Contribution::rule).toList());
        } else {
            terms.part("tactics", 0, 1, "No more than one tactic was seen.", List.of(), List.of());
        }
        String success = offense.successEvent();
        if (success != null) {
            terms.part("success", 1, 1, "What was tried succeeded: an event says so.", List.of(success), List.of());
        } else {
            terms.part("success", 0, 1, "No event says that what was tried succeeded.", List.of(), List.of());
        }
        return terms.done(terms.sum(), "How bad it is if it is true: the sum of its parts, at most 10.");
    }

    static List<String> firstEvents(List<Contribution> contributions) {
        return contributions.stream()
                .flatMap(rule -> rule.events().stream().limit(1))
                .distinct()
                .limit(EVIDENCE)
                .toList();
    }
}
