package dev.vedette.api.detect;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.LogSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/**
 * A detection rule in Java. Extension point, incubating; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> called from several workers at once. <b>Budget:</b> 1 ms a call (counted beyond), 250 ms at most.
 * <b>State:</b> only through {@link RuleContext#state}. <b>Errors:</b> an exception counts against the pack and the event
 * goes on as if the rule had not matched; a rule that keeps failing is switched off and shown so.
 *
 * <p>Example: {@code dev.vedette.api.examples.LongUserNameRule} in the tests of this module.
 */
@Incubating
public interface JavaRule extends ExtensionPoint {
    /** Unique over all rules, a UUID as in Sigma; stays the same over versions. */
    String id();

    /** One line for people. */
    String title();

    /** Sigma's level: {@code informational}, {@code low}, {@code medium}, {@code high} or {@code critical}. */
    String level();

    /** Tags as in Sigma, for example {@code attack.t1110.003}. */
    default List<String> tags() {
        return List.of();
    }

    /** Which events are offered; null for all. */
    default @Nullable LogSource logSource() {
        return null;
    }

    /**
     * A Sigma {@code detection} block (YAML, with its {@code condition}) that must match before {@link #evaluate} is
     * called, so that the rule joins the index; empty for every event of the log source.
     */
    default String prefilter() {
        return "";
    }

    /**
     * Looks at one candidate event; reports a match through the context.
     *
     * @param event as parsed and enriched
     * @param context takes the match and keeps state
     */
    void evaluate(Event event, RuleContext context);
}
