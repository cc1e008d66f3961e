/**
 * Detection content: Sigma and custom rules as text, and rules in Java for what text cannot say.
 *
 * <p>All rules live in one index and are evaluated on every event; the host owns the runtime and all state.
 */
@NullMarked
package dev.vedette.api.detect;

import org.jspecify.annotations.NullMarked;
