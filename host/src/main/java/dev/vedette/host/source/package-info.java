/**
 * The sources that send telemetry: which formats each was recognised as, when it was last heard, how much it sends, and
 * whether it has gone silent.
 *
 * <p>The pipeline reports every record that came to its end ({@link dev.vedette.host.source.Sources#heard}); a sweep at a
 * steady pace does the rest. A silence, and the return from it, becomes a raw
 * record of the host's own, which goes through the journal and the pipeline like any other: rules see it, searches find
 * it, the ledger counts it. A silence is measured in the host's own uptime, never by the wall clock, so that a clock that
 * jumps makes nobody silent; and against the pauses that the source itself is used to make.
 *
 * <p>Memory is bounded twice: a sender becomes a tracked source only after some records, and forged senders, which send
 * one each, push out only each other.
 */
@NullMarked
package dev.vedette.host.source;

import org.jspecify.annotations.NullMarked;
