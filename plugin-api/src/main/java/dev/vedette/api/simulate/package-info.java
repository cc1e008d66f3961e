/**
 * Attack simulation: proving that what should be detected is detected.
 *
 * <p>A scenario is telemetry, never commands: the host injects its records through the real pipeline and compares what was
 * found with what was expected. Whoever attacks for real, with a tool of their own, imports that tool's log instead
 * ({@link dev.vedette.api.simulate.ExecutionLogImporter}), and the host looks for the traces. The verdict of a step
 * (detected, logged, missed, no telemetry) is always the host's, so that verdicts can be compared between vendors.
 */
@NullMarked
package dev.vedette.api.simulate;

import org.jspecify.annotations.NullMarked;
