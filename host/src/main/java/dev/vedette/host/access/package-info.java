/**
 * Who may do what, whose data a call may see, and the log of who did what.
 *
 * <p>A caller shows a bearer token or a session that began with name and password;
 * {@link dev.vedette.host.access.Access} says which {@link dev.vedette.host.access.Principal} stands behind it, with one
 * {@link dev.vedette.host.access.Role} and a {@link dev.vedette.host.access.ClientScope}. There are no default passwords:
 * the first start makes one administrator token. Of tokens only hashes are kept, of passwords argon2id hashes. Every call
 * into a store takes a client scope: there is no way to ask for events or offenses without saying for which clients.
 * {@link dev.vedette.host.access.AuditLog} is a chain of hashes; changes that cannot be written down do not happen.
 * Where all that is kept is a {@link dev.vedette.host.access.AccessRepository}'s matter.
 */
@NullMarked
package dev.vedette.host.access;

import org.jspecify.annotations.NullMarked;
