package dev.vedette.testkit;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.host.detect.FieldResolution;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.detect.JavaRuleEntry;
import dev.vedette.host.detect.JavaRuleRuntime;
import dev.vedette.host.detect.Matcher;
import dev.vedette.host.detect.RuleSet;
import dev.vedette.host.pack.Budget;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PackId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a rule in Java as the host does: index, log source, prefilter, guard and state are production's. Thread-safe. */
final class RuleRun implements AutoCloseable {
    private static final PackId PACK = new PackId("test", "1.0.0");
    private static final Budget BUDGET = new Budget(Duration.ofMillis(1), Duration.ofMillis(250));

    private final PackGuard guard = new PackGuard();
    private final FieldResolution fields = FieldResolution.standard();
    private final JavaRuleEntry entry;

    RuleRun(JavaRule rule) {
        this.entry = new JavaRuleEntry(rule, guard.plugin(PACK, rule.getClass().getName(), BUDGET), PACK);
    }

    /** Evaluates a sequence of events, beginning without any state. */
    List<Finding> evaluate(List<Event> sequence) {
        RuleSet rules = RuleSet.compile(List.of(), List.of(entry), fields, new JavaRuleRuntime(guard));
        if (!rules.refused().isEmpty()) {
            throw new AssertionError("the host refuses the rule: " + rules.refused());
        }
        Matcher matcher = rules.matcher();
        List<Finding> findings = new ArrayList<>();
        sequence.forEach(event -> findings.addAll(matcher.evaluate(event)));
        if (guard.counts(PACK).faults() > 0) {
            throw new AssertionError(
                    "the rule throws or takes too long: " + entry.plugin().lastFault());
        }
        return findings;
    }

    @Override
    public void close() {
        guard.close();
    }
}
