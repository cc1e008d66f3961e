package dev.vedette.host.detect;

import java.util.List;

/**
 * What a rule makes of an event.
 *
 * @param matched whether it matches
 * @param reason one sentence: why it matches, or the first condition that failed and the value it saw
 * @param place where in the rule that condition stands ({@code path:line:column}); empty when there is no one place
 * @param evidence what did match
 */
public record Explanation(String ruleId, boolean matched, String reason, String place, List<Evidence> evidence) {
    public Explanation {
        evidence = List.copyOf(evidence);
    }
}
