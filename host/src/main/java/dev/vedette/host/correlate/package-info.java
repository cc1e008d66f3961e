/**
 * From findings to offenses: one story per (client, index field, value), honestly rated.
 *
 * <p>A finding joins the open offense of its key, whatever rule made it, or opens one; a rule whose index field has no
 * value in the event makes a finding but no offense. Joining goes by the events' own times, so that late and replayed
 * telemetry ends in the same offenses as live. {@link dev.vedette.host.correlate.OffenseEngine} keeps the offenses that
 * are being worked on in memory and writes changed ones through
 * {@link dev.vedette.host.correlate.OffenseRepository}; it remembers which findings it counted since the last commit of
 * the event store, so that a replay after a crash counts none twice.
 *
 * <p>The rating is an open formula ({@link dev.vedette.host.correlate.RatingFormula}): severity, credibility and
 * relevance, each made of terms that carry a value, a weight, a sentence and the events and rules that are their
 * evidence. Whoever adds the terms up by hand gets the score that is shown.
 */
@NullMarked
package dev.vedette.host.correlate;

import org.jspecify.annotations.NullMarked;
