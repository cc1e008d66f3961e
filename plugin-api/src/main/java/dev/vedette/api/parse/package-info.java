/**
 * Log parsers: raw record in, event out.
 *
 * <p>Most parsers are data (YAML, see the parser language in {@code docs/}); a {@link dev.vedette.api.parse.LogParser} in
 * Java is for formats that data cannot describe. The host chooses a parser by an explicit binding, then by what the
 * source was recognised as, then by literals over all parsers, then by trial.
 */
@NullMarked
package dev.vedette.api.parse;

import org.jspecify.annotations.NullMarked;
