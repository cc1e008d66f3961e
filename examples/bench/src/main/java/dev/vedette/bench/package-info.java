/**
 * Measurements. Figures mean something only as ratios of one run on one machine: every program prints its yardstick
 * beside what it measures.
 */
@NullMarked
package dev.vedette.bench;

import org.jspecify.annotations.NullMarked;
