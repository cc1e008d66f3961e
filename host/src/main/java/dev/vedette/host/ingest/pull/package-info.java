/**
 * Telemetry that has to be fetched, because nobody sends it: APIs, buckets, brokers.
 *
 * <p>Each connector has a thread of its own, on which a {@link dev.vedette.host.ingest.pull.Puller} fetches what has come
 * since the last time and hands it to a {@link dev.vedette.host.ingest.pull.Taking}, one record at a time. How far it is
 * goes into the journal with each record, in one frame ({@link dev.vedette.host.journal.SourceMark}): after a kill the
 * connector goes on exactly behind the last durable record, so that nothing is lost and nothing comes twice as long as
 * the source answers the same question the same way. A full journal blocks the thread: that is the wanted back-pressure.
 *
 * <p>A source that cannot be reached is tried again after a growing pause; its state is shown, and no other connector
 * notices.
 */
@NullMarked
package dev.vedette.host.ingest.pull;

import org.jspecify.annotations.NullMarked;
