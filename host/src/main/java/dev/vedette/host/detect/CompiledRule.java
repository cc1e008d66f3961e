package dev.vedette.host.detect;

import dev.vedette.host.detect.sigma.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A rule in a set.
 *
 * @param expression the rule's tree; null for a Java rule without a prefilter
 * @param code the same over predicates, flat; empty for "always"
 * @param group the number of its log source in the set
 * @param java what is called when the expression is true, or null for a Sigma rule
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays are the point; nobody compares these
record CompiledRule(
        RuleInfo info,
        @Nullable Expression expression,
        int[] code,
        int group,
        @Nullable JavaRuleEntry java) {}
