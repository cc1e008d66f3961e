/**
 * QRadar's query language over the same events: text to a {@link dev.vedette.host.query.QueryPlan}.
 *
 * <p>Names of QRadar's columns stand for ECS fields by a table in the resources; ECS names may be used as they are.
 * What is not supported is refused by name, with its column and what to write instead, and never half understood.
 */
@NullMarked
package dev.vedette.host.query.aql;

import org.jspecify.annotations.NullMarked;
