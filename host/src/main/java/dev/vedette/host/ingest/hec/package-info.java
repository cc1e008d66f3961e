/**
 * Splunk's HTTP event collector, as its clients call it: events, raw lines, acknowledgements, health. An event is kept
 * whole, with the metadata that came before it in the same request; the parse package takes it out of that envelope.
 */
@NullMarked
package dev.vedette.host.ingest.hec;

import org.jspecify.annotations.NullMarked;
