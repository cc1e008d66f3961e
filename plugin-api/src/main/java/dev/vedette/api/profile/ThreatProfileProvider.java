package dev.vedette.api.profile;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Supplies threat profiles. Extension point, stable; lifecycle as in {@link dev.vedette.api}. A pack whose profiles are
 * YAML files needs none of this: it names them in {@code pack.yml}.
 *
 * <p><b>Threading:</b> called once per generation. <b>Budget:</b> 10 s. <b>Errors:</b> an exception, or a
 * profile id that another pack has already, refuses the pack.
 *
 * <p>Example: {@code dev.vedette.api.examples.SmallBankProfile} in the tests of this module.
 */
public interface ThreatProfileProvider extends ExtensionPoint {
    /** The profiles; pure data. */
    List<ThreatProfile> profiles();
}
