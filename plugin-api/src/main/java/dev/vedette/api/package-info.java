/**
 * What a Vedette plugin ("pack") may call and implement; nothing else of the host is visible to it.
 *
 * <p>The packages below follow the way of one line: {@code event} is the type everything touches, {@code parse} turns a
 * raw record into events, {@code enrich} adds to them, {@code detect} supplies rules, {@code rating} says how much an
 * offense matters and {@code report} tells people. {@code flow}, {@code read} and {@code input} bring in what is no line
 * from a socket. {@code profile}, {@code intel}, {@code simulate} and {@code respond} are extension points of the
 * threat-management cycle. A type marked {@link dev.vedette.api.Incubating} may still change in a minor version.
 *
 * <h2>Lifecycle of an extension</h2>
 *
 * <ol>
 *   <li>The host reads {@code pack.yml} without loading a class and refuses a pack whose API range excludes
 *       {@link dev.vedette.api.ApiVersion#CURRENT}.
 *   <li>It makes <b>one</b> instance per extension class and pack generation through the public no-argument constructor.
 *       An exception or {@link java.lang.LinkageError} there refuses the whole pack; an older active version stays.
 *   <li>Methods that describe the extension ({@code id()}, {@code literals()}, ...) are called once and kept.
 *   <li>The pack's own test vectors run. A failing one refuses the pack.
 *   <li>The generation becomes active by one swap; from then on the extension is called from <b>several threads at
 *       once</b>. It must be thread-safe and keep no state per event.
 *   <li>When the pack is upgraded or removed no new call begins; calls under way end; then {@code close()} is called if
 *       the extension is {@link java.lang.AutoCloseable}, and its class loader is dropped.
 * </ol>
 *
 * <p>Every call runs inside a guard. A {@link java.lang.RuntimeException}, {@code LinkageError} or
 * {@code StackOverflowError} is counted against the pack and the event is kept as a {@code pipeline_error}; a call
 * beyond its soft limit (20 ms for a parser) is counted; one beyond the hard limit (250 ms) is abandoned and its record
 * dead-lettered; a pack that keeps failing is quarantined. Nothing a plugin does loses an event.
 *
 * <p>Unless said otherwise no parameter and no result is null, and a null given by a plugin counts as its fault.
 */
@NullMarked
package dev.vedette.api;

import org.jspecify.annotations.NullMarked;
