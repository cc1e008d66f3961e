/**
 * Times as logs write them: with a missing year, a missing zone, months as words.
 *
 * <p>Everything here works on plain numbers, because a time stamp is read for every record and the classes of
 * {@code java.time.format} cost more than all the rest of a line.
 */
@NullMarked
package dev.vedette.host.parse.time;

import org.jspecify.annotations.NullMarked;
