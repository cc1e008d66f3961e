/**
 * Response: doing something about an offense, in proportion.
 *
 * <p>An action first plans: who and what is affected, how hard (impact 0 to 100, as in CACAO 2.0), whether it can be taken
 * back. The plan changes nothing. The host weighs it against the offense and asks whom it must ask; only then is it
 * executed, once, and audited. Blocks have an end; the host takes them back then. Nothing here is decided by a plugin but
 * how to speak to one device or service.
 */
@NullMarked
package dev.vedette.api.respond;

import org.jspecify.annotations.NullMarked;
