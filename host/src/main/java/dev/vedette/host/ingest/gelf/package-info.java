/**
 * GELF over UDP: datagrams that are a JSON message, compressed or not, or one of up to 128 chunks of one.
 *
 * <p>The record is the message as its sender wrote it, unpacked. Memory is bounded whatever is sent: so many messages may
 * wait for chunks, with so many bytes, for five seconds; the oldest goes first, and the ledger shows it as dropped.
 */
@NullMarked
package dev.vedette.host.ingest.gelf;

import org.jspecify.annotations.NullMarked;
