package dev.vedette.host.correlate;

import dev.vedette.host.correlate.Contribution.SourceShare;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credibility: 10 times (1 - the product of (1 - c)) over the independent types of log source, where c is the
 * confidence in the rule times the reliability of the source; a type counts once, with its best rule.
 */
final class CredibilityTerms {
    static final double WEIGHT = 0.2;

    private CredibilityTerms() {}

    private record Witness(Contribution rule, String event) {}

    static List<Term> of(Offense offense, Map<String, String> reliability) {
        Map<String, Witness> best = new TreeMap<>();
        for (Contribution rule : offense.contributions()) {
            for (SourceShare share : rule.logSources()) {
                best.merge(
                        share.logSource(),
                        new Witness(rule, share.event()),
                        (a, b) -> b.rule().confidence() > a.rule().confidence() ? b : a);
            }
        }
        Terms terms = new Terms("credibility", WEIGHT);
        best.forEach((logSource, witness) -> {
            Reliability source = Reliability.of(logSource, reliability);
            double confidence = witness.rule().confidence();
            double c = confidence * source.share();
            terms.part(
                    logSource,
                    c,
                    1,
                    "\"" + witness.rule().title() + "\" is believed to " + Terms.number(confidence) + ", the source "
                            + logSource + " is " + source.words() + " (" + source.name() + ", "
                            + Terms.number(source.share()) + "): " + Terms.number(confidence) + " x "
                            + Terms.number(source.share()) + " = " + Terms.number(c) + ".",
                    List.of(witness.event()),
                    List.of(witness.rule().rule()));
        });
        double[] shares = terms.parts().stream().mapToDouble(Term::value).toArray();
        int witnesses = shares.length;
        return terms.done(
                combine(shares),
                "How likely it is to be true: " + witnesses + (witnesses == 1 ? " type" : " independent types")
                        + " of log source; 10 x (1 - product of (1 - part)).");
    }

    /** 0 to 10. */
    static double combine(double... shares) {
        double doubt = 1;
        for (double share : shares) {
            doubt *= 1 - share;
        }
        return 10 * (1 - doubt);
    }
}
