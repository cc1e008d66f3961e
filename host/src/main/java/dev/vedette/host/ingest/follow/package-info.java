/**
 * Following files that grow: new lines are records as they come, through rotation, truncation and restarts.
 *
 * <p>How far each file was read is kept in the data folder, and never ahead of what the journal holds for good; what came
 * between the last note and a crash is found again in the journal and left out. A file is known by its number in the file
 * system, and by what it begins with and what stands before the place that was read, so that a renamed, copied or
 * compressed file is continued and a new one of the same name or number is read from its beginning.
 */
@NullMarked
package dev.vedette.host.ingest.follow;

import org.jspecify.annotations.NullMarked;
