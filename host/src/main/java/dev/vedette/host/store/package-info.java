/**
 * Where events are kept and found again: Lucene indexes, one per client and stretch of time.
 *
 * <p>An event goes to the slice of its client and {@code @timestamp}. There its fields become columns (doc values), a
 * few that analysts pivot on also get an inverted index, and the words of the raw record are searchable; the record
 * itself is stored compressed and the event is rebuilt from record and columns, equal to what was appended.
 * {@link dev.vedette.host.store.FieldLayout} says which field gets what. A slice is sorted by time, newest first, so
 * that the newest hundred cost the same however much there is.
 *
 * <p>Durable is what was committed; the rest comes again from the journal. Every commit writes down which round of
 * commits it belongs to, and after a crash {@code appendReplayed} replaces what some slices already hold, so that every
 * event is there once.
 */
@NullMarked
package dev.vedette.host.store;

import org.jspecify.annotations.NullMarked;
