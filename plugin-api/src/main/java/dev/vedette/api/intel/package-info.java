/**
 * Threat intelligence: indicators of compromise that a feed brings in.
 *
 * <p>A feed only reads and translates. What becomes of an {@link dev.vedette.api.intel.Indicator} is the host's: its
 * score over time, warning lists, matching, sightings, and who may see it. So a feed must say how sure it is
 * (confidence), how long it believes so (valid until) and whom it may be shown to (TLP); an indicator without them cannot
 * be built. Terms are those of STIX 2.1 (OASIS), section 4.7, and TLP 2.0 (FIRST).
 */
@NullMarked
package dev.vedette.api.intel;

import org.jspecify.annotations.NullMarked;
