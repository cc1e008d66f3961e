/**
 * What {@code vedette bench} measures: generated traffic of a mid-size network, taken in by a whole host over a real
 * socket or asked for in an index of millions of events, and beside it, in the same run and on the same machine, Lucene
 * alone doing the same work. Figures of two machines cannot be compared; ratios can.
 */
@NullMarked
package dev.vedette.host.cli.bench;

import org.jspecify.annotations.NullMarked;
