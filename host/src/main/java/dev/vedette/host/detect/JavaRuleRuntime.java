package dev.vedette.host.detect;

import dev.vedette.api.detect.JavaRule;
import dev.vedette.api.event.Event;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.pack.PluginFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls rules in Java through the guard, and keeps their state over generations of packs. Thread-safe. */
public final class JavaRuleRuntime {
    private static final Logger log = LoggerFactory.getLogger(JavaRuleRuntime.class);

    private final PackGuard guard;
    private final RuleStates states;

    /** A runtime that keeps at most 10,000 keys for each rule and client. */
    public JavaRuleRuntime(PackGuard guard) {
        this(guard, new RuleStates(10_000));
    }

    JavaRuleRuntime(PackGuard guard, RuleStates states) {
        this.guard = guard;
        this.states = states;
    }

    /** One that calls through the same guard and remembers nothing of what this one knows, nor tells it anything. */
    JavaRuleRuntime apart() {
        return new JavaRuleRuntime(guard);
    }

    @Nullable
    Finding call(JavaRuleEntry entry, RuleInfo info, Event event) {
        JavaRule rule = entry.rule();
        try (RuleCall call = new RuleCall(info, event, states)) {
            guard.run(entry.plugin(), () -> rule.evaluate(event, call));
            return call.finding();
        } catch (PluginFault fault) { // counted and shown by the guard; the event goes on as if there were no match
            log.debug("rule {}: {}", info.id(), fault.summary());
            return null;
        }
    }
}
