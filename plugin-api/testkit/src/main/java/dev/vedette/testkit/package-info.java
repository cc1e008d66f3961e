/**
 * What a pack author tests with: contracts to extend, and the vectors of a pack run by the host's own code.
 *
 * <p>A contract is an abstract JUnit class. Extend it, say what is to be tested and give samples of your own; its tests
 * then run as yours. {@link dev.vedette.testkit.PackContract} checks a whole pack folder (manifest, parsers, rules and
 * every vector), {@link dev.vedette.testkit.ParserContract}, {@link dev.vedette.testkit.RuleContract} and
 * {@link dev.vedette.testkit.ReporterContract} check an extension written in Java.
 *
 * <p>Nothing here simulates the host: parsers, rules and manifests go through the classes that production uses, so a pack
 * that passes is one that the host of the same version accepts. Time is fixed and randomness is seeded: a failure can be
 * repeated.
 */
@NullMarked
package dev.vedette.testkit;

import org.jspecify.annotations.NullMarked;
