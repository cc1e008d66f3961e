/**
 * As much of Elasticsearch's API as shippers need to believe that they talk to one: what Beats, Logstash, Vector and Fluent
 * Bit ask at their start, and {@code _bulk}. A document is kept whole, with its index before it; the parse package takes it
 * out of that envelope.
 */
@NullMarked
package dev.vedette.host.ingest.bulk;

import org.jspecify.annotations.NullMarked;
