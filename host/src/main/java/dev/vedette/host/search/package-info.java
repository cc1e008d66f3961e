/**
 * Searches as jobs: submitted, queued fairly between users, run on threads of their own, watched, cancelled, read page
 * by page while they run, and kept for a while.
 *
 * <p>A {@link dev.vedette.host.search.SearchJob} is bound at its submission to who asked and to the clients that may be
 * seen; every call of the store is made with that scope, and only the owner or an administrator gets to see the job.
 * Its rows are kept in memory up to a budget that all jobs share, then in a file; a search whose rows are cut at a limit
 * still knows where it stopped, so that pages and exports go on from the store. Limits are settings, and running into
 * one is an answer with a reason, never a silent cut.
 */
@NullMarked
package dev.vedette.host.search;

import org.jspecify.annotations.NullMarked;
