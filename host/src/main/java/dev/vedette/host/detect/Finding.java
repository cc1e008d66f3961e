package dev.vedette.host.detect;

import dev.vedette.api.event.Event;
import java.util.List;

/**
 * A rule matched an event.
 *
 * @param evidence the fields that made it match; empty where the rule only says what must not be there
 * @param reason one sentence for people
 */
public record Finding(RuleInfo rule, Event event, List<Evidence> evidence, String reason) {
    public Finding {
        evidence = List.copyOf(evidence);
    }

    /** Rule and event by their ids, never the content. */
    @Override
    public String toString() {
        return "Finding[" + rule.id() + ", " + event.id() + "]";
    }
}
