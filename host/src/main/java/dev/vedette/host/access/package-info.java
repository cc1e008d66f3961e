/**
 * Who may do what, and whose data a call may see.
 *
 * <p>A caller shows a bearer token; {@link dev.vedette.host.access.Access} says which
 * {@link dev.vedette.host.access.Principal} stands behind it, with one {@link dev.vedette.host.access.Role} and a
 * {@link dev.vedette.host.access.ClientScope}. There are no default passwords: the first start makes one administrator
 * token, further ones come from the configuration, and only hashes are kept. Every call into a store takes a client
 * scope: there is no way to ask for events or offenses without saying for which clients.
 */
@NullMarked
package dev.vedette.host.access;

import org.jspecify.annotations.NullMarked;
