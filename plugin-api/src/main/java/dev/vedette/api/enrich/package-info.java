/**
 * Enrichment: facts that the event itself does not carry, added between parsing and detection.
 *
 * <p>The host enriches first (client, direction, assets, matched indicators); an {@link dev.vedette.api.enrich.Enricher}
 * of a pack adds what only it knows, such as the meaning of a vendor's numeric codes. It can add fields; it can neither
 * change what a parser read nor drop an event, so that what is searched stays what was sent. Looking things up over the
 * network has no place here: a line must never wait for somebody else's server, and a replay must give what happened
 * live.
 */
@NullMarked
package dev.vedette.api.enrich;

import org.jspecify.annotations.NullMarked;
