/**
 * What stands behind the pipes of the search bar: one command after the other, each read with the columns that the one
 * before has left, so that a misspelt name is found while the query is read and not while it runs.
 */
@NullMarked
package dev.vedette.host.query.pipe;

import org.jspecify.annotations.NullMarked;
