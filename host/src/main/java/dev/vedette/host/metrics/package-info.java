/**
 * Figures about the host for monitoring systems, in the text format of Prometheus.
 *
 * <p>The parts of the host count for themselves (ledger, packs, store); what is asked for is written from their counters at
 * that moment, so that a metric and the API never disagree.
 */
@NullMarked
package dev.vedette.host.metrics;

import org.jspecify.annotations.NullMarked;
