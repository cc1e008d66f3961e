/**
 * Logs of OpenTelemetry over HTTP, as protobuf and as JSON. One log record becomes one raw record: JSON with its resource
 * and scope beside it, its body as it was, its ids in hexadecimal; the parse package takes it out of that envelope.
 */
@NullMarked
package dev.vedette.host.ingest.otlp;

import org.jspecify.annotations.NullMarked;
