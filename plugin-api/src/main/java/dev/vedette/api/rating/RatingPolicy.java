package dev.vedette.api.rating;

import dev.vedette.api.Incubating;
import org.pf4j.ExtensionPoint;

/**
 * A formula that rates offenses. Extension point, incubating; lifecycle as in {@link dev.vedette.api}. This version of the
 * host does not call it yet.
 *
 * <p><b>Threading:</b> called from several threads at once. <b>Budget:</b> 1 ms a call (counted beyond), 250 ms at most.
 * <b>Determinism:</b> a pure function of its input: the same offense gets the same rating whenever it is asked for, so
 * take the time from {@link RatingInput#asOf()}. <b>Errors:</b> an exception counts against the pack, and the offense is
 * rated by the host's own policy, which is shown with it; a policy that keeps failing is switched off.
 *
 * <p>Example: {@code dev.vedette.api.examples.SeverityOnlyRating} in the tests of this module.
 */
@Incubating
public interface RatingPolicy extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.finance}; a client names it in its configuration. */
    String id();

    /** The formula in one line, for people. */
    String title();

    /** Rates one offense. */
    Rating rate(RatingInput offense);
}
