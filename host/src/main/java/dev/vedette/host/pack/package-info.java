/**
 * Packs: reading, checking, loading, swapping and guarding what vendors add to the host.
 *
 * <p>The way of a pack: {@code PackArchive} looks at the zip before anything is trusted, {@code PackManifest} reads
 * {@code pack.yml}, {@code PackReader} checks both against each other and makes a {@code LoadedPack}, with one instance
 * of each extension class behind a class loader of its own that sees the JDK, the plugin API and nothing else of the
 * host. {@code PackHost} puts the loaded packs together to an immutable {@code PackGeneration}, has the composition root
 * compile its content ({@code PackActivation}), and swaps. Whatever goes wrong on that way refuses that one pack, with a
 * {@code PackCode} and a sentence that says what to do; the version that was active before stays, and so do all others.
 *
 * <p>A pack that runs is called only through {@code PackGuard}. In one process nothing can confine Java code or stop a
 * thread, so the guard does what can be done: it turns every throwable into a counted fault, pauses an extension that
 * keeps failing, and tells a worker's owner when a call does not come back.
 *
 * <p>PF4J stays in here. It brings the class loader and the extension index's format; its silent ways of failing
 * ({@code stopPlugins()}, the system version 0.0.0, ranges without an end, a new instance on every question) are each
 * replaced by a loud one.
 */
@NullMarked
package dev.vedette.host.pack;

import org.jspecify.annotations.NullMarked;
