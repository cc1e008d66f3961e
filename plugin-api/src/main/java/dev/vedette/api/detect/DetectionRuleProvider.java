package dev.vedette.api.detect;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Supplies rules as text. Extension point, stable; lifecycle as in {@link dev.vedette.api}. A pack whose rules are files
 * needs none of this: it names them in {@code pack.yml}.
 *
 * <p><b>Threading:</b> called once per generation, before it becomes active. <b>Budget:</b> 10 s. <b>Errors:</b> an
 * exception refuses the pack; a rule that the host refuses is reported with file, line and reason, and refuses the pack.
 *
 * <p>Example: {@code dev.vedette.api.examples.GeneratedRules} in the tests of this module.
 */
public interface DetectionRuleProvider extends ExtensionPoint {
    /** The rules, in the order in which they shall be listed. */
    List<RuleSource> rules();
}
