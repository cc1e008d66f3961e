package dev.vedette.host.correlate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One main term of a rating, while its parts are gathered. */
final class Terms {
    /** So that 8.575, which a double holds as a little less, becomes 8.58 as on paper. */
    private static final double HALF = 1e-7;

    private final String name;
    private final double weight;
    private final List<Term> parts = new ArrayList<>();

    Terms(String name, double weight) {
        this.name = name;
        this.weight = weight;
    }

    void part(
            String part, double value, double partWeight, String explanation, List<String> events, List<String> rules) {
        parts.add(new Term(name + "." + part, roundPart(value), partWeight, explanation, events, rules));
    }

    /** The sum of the parts, each with its weight. */
    double sum() {
        return parts.stream().mapToDouble(part -> part.value() * part.weight()).sum();
    }

    List<Term> parts() {
        return parts;
    }

    /** The main term, cut to 0 to 10, and then its parts; its evidence is theirs. */
    List<Term> done(double value, String explanation) {
        List<Term> all = new ArrayList<>(parts.size() + 1);
        all.add(new Term(
                name,
                round(Math.clamp(value, 0, 10)),
                weight,
                explanation,
                parts.stream()
                        .flatMap(part -> part.events().stream())
                        .distinct()
                        .toList(),
                parts.stream().flatMap(part -> part.rules().stream()).distinct().toList()));
        all.addAll(parts);
        return all;
    }

    /** Two places: what is shown is what is reckoned with, so that a sum by hand is the same. */
    static double round(double value) {
        return Math.round(value * 100 + HALF) / 100.0;
    }

    private static double roundPart(double value) {
        return Math.round(value * 10_000 + HALF) / 10_000.0;
    }

    static String number(double value) {
        return BigDecimal.valueOf(roundPart(value)).stripTrailingZeros().toPlainString();
    }
}
