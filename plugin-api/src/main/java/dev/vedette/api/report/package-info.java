/**
 * Reporters turn the host's report data into files for people and machines.
 */
@NullMarked
package dev.vedette.api.report;

import org.jspecify.annotations.NullMarked;
