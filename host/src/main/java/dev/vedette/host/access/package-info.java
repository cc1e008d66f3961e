/**
 * Who may do what, and whose data a call may see.
 *
 * <p>Every call into a store takes a {@link dev.vedette.host.access.ClientScope}: there is no way to ask for events or
 * offenses without saying for which clients.
 */
@NullMarked
package dev.vedette.host.access;

import org.jspecify.annotations.NullMarked;
