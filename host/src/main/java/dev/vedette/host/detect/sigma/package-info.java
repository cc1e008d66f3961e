/**
 * Sigma, the language of detection rules: text in, a tree out.
 *
 * <p>{@link dev.vedette.host.detect.sigma.SigmaReader} reads a file of one or several documents. Each document becomes a
 * {@link dev.vedette.host.detect.sigma.SigmaRule} or a refusal that names file, line, column, reason and remedy; there is
 * no third outcome, because a rule that is understood by half is a rule that silently never fires. The tree
 * ({@link dev.vedette.host.detect.sigma.Expression}) keeps what was written where, for explanations, and holds values
 * after their modifiers have been applied ({@link dev.vedette.host.detect.sigma.ValueTest}): escapes are resolved,
 * base64 is encoded, {@code contains} has become wildcards. What it does not hold is anything about events: which field
 * of an event a name means is the business of {@link dev.vedette.host.detect.FieldResolution}, and matching that of the
 * index in {@link dev.vedette.host.detect}.
 *
 * <p>The order is: YAML with positions, metadata, the searches under {@code detection} (each key is a field with a chain
 * of modifiers, applied from left to right), and the condition that joins the searches. Where the specification is
 * silent the choices are listed in {@code docs/sigma.md}.
 */
@NullMarked
package dev.vedette.host.detect.sigma;

import org.jspecify.annotations.NullMarked;
