/**
 * Expressions over columns, for both query languages: what is read, what it means, and how values compare.
 *
 * <p>There are two truth values. A comparison with something that is missing is false, and {@code NOT} of it true: what
 * is not known to be equal is found by "not equal", so that a negative condition never hides events. Text compares
 * without regard to case, as everywhere in a search; numbers exactly; a list as soon as one of its members does.
 */
@NullMarked
package dev.vedette.host.query.expr;

import org.jspecify.annotations.NullMarked;
