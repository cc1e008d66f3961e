package dev.vedette.api.simulate;

import dev.vedette.api.Incubating;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Supplies attack scenarios. Extension point, incubating; lifecycle as in {@link dev.vedette.api}. A pack whose scenarios
 * are YAML files needs none of this: it names them in {@code pack.yml}. This version of the host does not call it yet.
 *
 * <p><b>Threading:</b> called once per generation, before it becomes active. <b>Budget:</b> 10 s. <b>Errors:</b> an
 * exception, or two scenarios of one id, refuses the pack.
 *
 * <p>Example: {@code dev.vedette.api.examples.PasswordSprayScenario} in the tests of this module.
 */
@Incubating
public interface AttackScenarioProvider extends ExtensionPoint {
    /** The scenarios; pure data. */
    List<AttackScenario> scenarios();
}
