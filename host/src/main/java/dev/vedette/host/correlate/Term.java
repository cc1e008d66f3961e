package dev.vedette.host.correlate;

import java.util.List;

/**
 * One term of a rating.
 *
 * @param name dotted: {@code severity}, and its parts {@code severity.rule}, {@code severity.tactics}
 * @param value in the unit that the explanation says; 0 to 10 for the three main terms
 * @param weight what the value is multiplied with in the term above it
 * @param explanation one sentence for people
 * @param events ids of the events that are its evidence
 * @param rules ids of the rules that are its evidence
 */
public record Term(
        String name, double value, double weight, String explanation, List<String> events, List<String> rules) {
    public Term {
        events = List.copyOf(events);
        rules = List.copyOf(rules);
    }

    /** Whether it is one of the three that the score is the weighted sum of. */
    public boolean isMain() {
        return name.indexOf('.') < 0;
    }
}
