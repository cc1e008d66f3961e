/**
 * State that is no event: users, tokens and the audit log, offenses, the ledger's minutes, settings that the host makes itself.
 *
 * <p>One H2 database in one file, through a small pool of connections. H2 commits up to half a second late unless told
 * otherwise; it is told otherwise, so that what a method wrote is on the disk when it returns. The schema grows by
 * Flyway migrations, in SQL that PostgreSQL understands too; statements go through JDBI. An offense is a row with
 * columns for what lists are filtered and ranked by, and a JSON document with the whole of it
 * (docs/adr/0004-state-store.md). Every question takes a {@link dev.vedette.host.access.ClientScope}.
 */
@NullMarked
package dev.vedette.host.store.state;

import org.jspecify.annotations.NullMarked;
