/**
 * Pull sources: telemetry that the host has to fetch, because nobody sends it (an API, a bucket, a queue).
 *
 * <p>A connector hands raw bytes over and never parses; parsing is a {@link dev.vedette.api.parse.LogParser}'s. Every
 * record goes through the same journal and ledger as one that came in over a socket. The checkpoint moves only when
 * everything before it is durable: after a crash records may come twice, but none is lost.
 */
@NullMarked
package dev.vedette.api.input;

import org.jspecify.annotations.NullMarked;
