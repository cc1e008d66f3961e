/**
 * Copies of the whole data folder that can be made while the host works, checked, and put in place of a lost one.
 *
 * <p>A backup is what a crash at one moment would have left: what is committed of the events, the state database as one
 * transaction sees it, the journal from the commit on. So a restored folder starts the way a host starts after a crash:
 * it replays the journal and finds everything that was acknowledged before the backup exactly once. While the moment is
 * taken no checkpoint runs; that is short, for files that never change are linked, not copied. The copy, with the hash of
 * every file, is made afterwards from these links.
 */
@NullMarked
package dev.vedette.host.backup;

import org.jspecify.annotations.NullMarked;
