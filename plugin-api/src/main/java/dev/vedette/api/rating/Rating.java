package dev.vedette.api.rating;

import dev.vedette.api.Incubating;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How much an offense matters, as a sum of terms: {@code score = sum of value * weight}, kept within 0 to 100. Immutable.
 */
@Incubating
public final class Rating {
    private final double score;
    private final List<Term> terms;

    private Rating(List<Term> terms) {
        double sum = 0;
        for (Term term : terms) {
            sum += term.value() * term.weight();
        }
        this.score = Math.max(0, Math.min(100, sum));
        this.terms = List.copyOf(terms);
    }

    /** Begins a rating. */
    public static Builder builder() {
        return new Builder();
    }

    /** 0 (nothing) to 100. */
    public double score() {
        return score;
    }

    /** What it is made of, in the order in which it shall be shown; at least one. */
    public List<Term> terms() {
        return terms;
    }

    /** One summand of a rating. Immutable. */
    @Incubating
    public static final class Term {
        private final String name;
        private final double value;
        private final double weight;
        private final String explanation;
        private final List<String> evidence;

        private Term(String name, double value, double weight, String explanation, List<String> evidence) {
            this.name = Objects.requireNonNull(name, "name");
            this.value = value;
            this.weight = weight;
            this.explanation = Objects.requireNonNull(explanation, "explanation");
            this.evidence = List.copyOf(evidence);
        }

        /** A short stable name, for example {@code severity}. */
        public String name() {
            return name;
        }

        /** Its value, 0 to 10. */
        public double value() {
            return value;
        }

        /** What the value is multiplied by; negative for what speaks against. */
        public double weight() {
            return weight;
        }

        /** How the value came about, in one sentence for people. */
        public String explanation() {
            return explanation;
        }

        /** Ids of the events that speak for it; empty where no event does (a client's profile). */
        public List<String> evidence() {
            return evidence;
        }
    }

    /** Builds a {@link Rating}. Not thread-safe. */
    public static final class Builder {
        private final List<Term> terms = new ArrayList<>();

        private Builder() {}

        /**
         * Appends a term.
         *
         * @param name short and stable, for example {@code severity}
         * @param value 0 to 10
         * @param weight what the value is multiplied by; weights that add up to 10 use the scale fully
         * @param explanation how the value came about, in one sentence for people
         * @param evidence ids of the events that speak for it, possibly none
         * @throws IllegalArgumentException if the value is not of that range, or the weight no finite number
         */
        public Builder term(String name, double value, double weight, String explanation, List<String> evidence) {
            if (!(value >= 0 && value <= 10) || !Double.isFinite(weight)) {
                throw new IllegalArgumentException("the term " + name
                        + " has a value of 0 to 10 and a finite weight, not " + value + " and " + weight);
            }
            terms.add(new Term(name, value, weight, explanation, evidence));
            return this;
        }

        /**
         * The rating.
         *
         * @throws IllegalStateException if it has no term
         */
        public Rating build() {
            if (terms.isEmpty()) {
                throw new IllegalStateException("a rating has at least one term, which says why");
            }
            return new Rating(terms);
        }
    }
}
