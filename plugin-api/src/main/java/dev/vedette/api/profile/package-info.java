/**
 * Threat profiles: what matters to one client, as data that rates rules and offenses.
 */
@NullMarked
package dev.vedette.api.profile;

import org.jspecify.annotations.NullMarked;
