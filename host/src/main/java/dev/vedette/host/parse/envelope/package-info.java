/**
 * What shippers put around a message: a Splunk HEC event, a document of Beats or Logstash, an OTLP log record. The
 * receiver keeps the envelope whole as the raw record and names its kind in the origin; here it is taken off, so that the
 * ordinary parsers meet the line as its source wrote it, and what the envelope says besides (time, host, ECS fields of a
 * document, attributes) is set on the event afterwards.
 *
 * <p>What a parser read from the line counts more than what a shipper says of it. A document that nobody's parser takes
 * keeps its fields with their types.
 */
@NullMarked
package dev.vedette.host.parse.envelope;

import org.jspecify.annotations.NullMarked;
