package dev.vedette.host.query.expr;

import java.time.Instant;

/**
 * What an expression is evaluated in.
 *
 * @param now when the query began
 */
public record Environment(Instant now, Lookups lookups) {}
