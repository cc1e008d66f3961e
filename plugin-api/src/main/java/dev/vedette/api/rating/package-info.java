/**
 * Rating: how much an offense matters to this client, by an open formula.
 *
 * <p>A {@link dev.vedette.api.rating.Rating} is nothing but its terms: each has a name, a value, a weight, an explanation
 * and the events that speak for it, and the score is computed from them and never given. So nothing can count that is not
 * shown. The host brings a policy of its own; a pack may bring another, and a client chooses.
 */
@NullMarked
package dev.vedette.api.rating;

import org.jspecify.annotations.NullMarked;
