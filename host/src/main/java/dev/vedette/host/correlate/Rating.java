package dev.vedette.host.correlate;

import java.util.List;

/**
 * How much an offense matters, and why.
 *
 * @param score 0 to 100
 * @param magnitude the same, 0 to 10
 * @param level the score's band: informational, low, medium, high, critical
 * @param credibilityWord how likely it is that the offense tells the truth, as an estimative word
 * @param formula version of the formula
 * @param terms the three main terms, each followed by its parts
 */
public record Rating(
        double score, int magnitude, String level, String credibilityWord, String formula, List<Term> terms) {
    static final Rating NONE = new Rating(0, 0, "informational", "almost no chance", "", List.of());

    public Rating {
        terms = List.copyOf(terms);
    }

    /** The main term of this name, 0 to 10. */
    public double main(String name) {
        for (Term term : terms) {
            if (term.name().equals(name)) {
                return term.value();
            }
        }
        return 0;
    }

    /** The band of a score. */
    static String level(double score) {
        if (score < 20) {
            return "informational";
        }
        return score < 40 ? "low" : score < 60 ? "medium" : score < 80 ? "high" : "critical";
    }

    /** The estimative word (ICD 203) of a credibility of 0 to 10. */
    static String credibilityWord(double credibility) {
        double percent = credibility * 10;
        if (percent <= 5) {
            return "almost no chance";
        }
        if (percent <= 20) {
            return "very unlikely";
        }
        if (percent <= 45) {
            return "unlikely";
        }
        return percent <= 55
                ? "roughly even chance"
                : percent <= 80 ? "likely" : percent <= 95 ? "very likely" : "almost certain";
    }
}
