/**
 * The event: the one type that parsers fill, rules read and the store keeps.
 *
 * <p>Its shape bounds the speed of everything else. A field name is interned to a {@link dev.vedette.api.event.Field}
 * once, when a parser or rule is loaded; an event is pairs of field and value in flat arrays. A value is a
 * {@link java.lang.String}, {@link java.lang.Long}, {@link java.lang.Double}, {@link java.lang.Boolean},
 * {@link dev.vedette.api.event.IpAddress}, {@link java.time.Instant}, or a non-empty immutable
 * {@link java.util.List} of these in the order the source gave them, duplicates kept. Names are those of the Elastic
 * Common Schema 9; a vendor's own fields stand under a namespace of the vendor with the source's own spelling.
 *
 * <p>A parser fills an {@link dev.vedette.api.event.EventDraft}; what leaves the parse stage is a read-only
 * {@link dev.vedette.api.event.Event}.
 */
@NullMarked
package dev.vedette.api.event;

import org.jspecify.annotations.NullMarked;
