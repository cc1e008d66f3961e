/**
 * The journal: what a receiver took in is on disk before its sender is told so.
 *
 * <p>One thread writes. It takes everything that is waiting as one group, appends it to the newest segment file, asks
 * the disk once to make it durable, completes the group's future and hands the records to the pipeline. The pipeline
 * may block there: then groups wait in a bounded queue, and when that is full {@code offer} answers null and the
 * receiver stops reading its socket. A position is a byte offset over all segments ever written, so it only grows, also
 * over restarts; event ids and the index's commits derive from it. A full or broken disk is waited out: nothing is
 * acknowledged meanwhile, the state says why, and writing goes on by itself in a new segment.
 */
@NullMarked
package dev.vedette.host.journal;

import org.jspecify.annotations.NullMarked;
