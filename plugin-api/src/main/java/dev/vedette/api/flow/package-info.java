/**
 * Network flows: datagrams of an exporter in, flow records out.
 *
 * <p>A flow record is an {@link dev.vedette.api.event.Event} with ECS {@code source.*}, {@code destination.*} and
 * {@code network.*} fields, so that flows and log events are searched and pivoted alike.
 */
@NullMarked
package dev.vedette.api.flow;

import org.jspecify.annotations.NullMarked;
