package dev.vedette.host.detect;

import java.util.List;

/**
 * A rule that is loaded and cannot match.
 *
 * @param placeholders the placeholders that have no value
 */
public record BlindRule(RuleInfo rule, List<String> placeholders) {
    public BlindRule {
        placeholders = List.copyOf(placeholders);
    }
}
