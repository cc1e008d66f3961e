/**
 * The way of one line behind the journal: parse, enrich, detect, index, raise offenses, and account for all of it.
 *
 * <p>The journal hands durable records to a few {@link dev.vedette.host.pipeline.WorkerSlot slots}, chosen by the
 * record's source so that the records of one source stay in order. A slot's thread takes a batch and does everything
 * synchronously: one stack trace tells the whole story of a record. All side effects of a batch (index, ledger, offenses)
 * come at its end. A plugin call that overruns its hard limit costs the slot its thread, never the slot: a new thread
 * goes on with the next record, the one in the call is dead-lettered, and what the lost thread was writing is forgotten.
 *
 * <p>The {@link dev.vedette.host.pipeline.Ledger} counts raw records: received = indexed + filtered + dead-lettered +
 * dropped. Each term is counted where it happens; what is under way is asked of the queues that hold it. A difference
 * that stays is a bug and raises an alarm.
 */
@NullMarked
package dev.vedette.host.pipeline;

import org.jspecify.annotations.NullMarked;
