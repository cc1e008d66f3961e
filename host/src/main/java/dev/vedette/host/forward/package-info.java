/**
 * Sends what a client's telemetry is on to an archive or SIEM of its own.
 *
 * <p>Behind the pipeline each {@link dev.vedette.host.forward.Forward} takes the records or events that its filter passes
 * into a {@link dev.vedette.host.forward.Spool}, a journal of its own on disk, and a thread of its own sends them from
 * there, in their order. A target that is away fills the spool and nothing else; beyond its limit records are skipped,
 * counted and shown, and ingest never waits for a target. A checkpoint forces the spools before it lets the host's journal
 * go, and the place up to which a target has everything is kept in the state store: after a crash some is sent twice,
 * nothing is left out.
 */
@NullMarked
package dev.vedette.host.forward;

import org.jspecify.annotations.NullMarked;
