/**
 * Answering queries, and searches as jobs.
 *
 * <p>{@link dev.vedette.host.search.QueryRun} runs a plan over the event store: events stream through, aggregates and
 * sorts keep what they must within limits. A {@link dev.vedette.host.search.SearchJob} is such a run that is submitted,
 * queued fairly between users, run on threads of its own, watched, cancelled, read page by page meanwhile, and kept for a
 * while. It is bound at its submission to who asked and to the clients that may be seen; every call of the store is made
 * with that scope, and only the owner or an administrator gets to see the job. Its rows are kept in memory up to a budget
 * that all jobs share, then in a file; a search whose rows are cut at a limit still knows where it stopped, so that pages
 * and exports go on from the store. Limits are settings, and running into one is an answer with a reason, never a silent
 * cut.
 */
@NullMarked
package dev.vedette.host.search;

import org.jspecify.annotations.NullMarked;
