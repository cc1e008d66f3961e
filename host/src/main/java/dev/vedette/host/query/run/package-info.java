/**
 * Runs the stages of a {@link dev.vedette.host.query.QueryPlan} over rows, without knowing where these come from.
 *
 * <p>A row is an array: the event, if it is one, then the fields that the stages need, then what they compute. Rows are
 * pushed from stage to stage; one that must see all of them first (groups, sorts, tails) keeps what it needs and no
 * more, within limits, and shows on demand what it would say now.
 */
@NullMarked
package dev.vedette.host.query.run;

import org.jspecify.annotations.NullMarked;
