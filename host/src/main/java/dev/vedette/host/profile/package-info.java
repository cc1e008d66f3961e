/**
 * Threat profiles: what matters to a client, and how much.
 *
 * <p>Profiles come out of packs, as YAML files ({@link dev.vedette.host.profile.ProfileFiles}) or from a
 * {@link dev.vedette.api.profile.ThreatProfileProvider}, and are gathered in one immutable
 * {@link dev.vedette.host.profile.ThreatProfiles} per pack generation. A {@link dev.vedette.host.profile.ThreatRanking}
 * orders a profile's techniques and actors and tells for each number what it is made of; the rating of offenses asks it
 * how relevant a technique is. What a profile says nothing about is unknown, not irrelevant.
 */
@NullMarked
package dev.vedette.host.profile;

import org.jspecify.annotations.NullMarked;
