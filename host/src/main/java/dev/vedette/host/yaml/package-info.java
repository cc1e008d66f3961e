/**
 * Reads YAML 1.2 into nodes that know where they stand, so that every error about a pack, rule or configuration names
 * file, line and column.
 *
 * <p>Duplicate keys are refused, aliases and nesting are bounded, and no type but map, list and scalar exists: a pack
 * cannot make the reader construct anything.
 */
@NullMarked
package dev.vedette.host.yaml;

import org.jspecify.annotations.NullMarked;
