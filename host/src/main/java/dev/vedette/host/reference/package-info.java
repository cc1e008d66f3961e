/**
 * What the host knows about the clients' world: networks, assets, and which way an event goes.
 *
 * <p>A {@link dev.vedette.host.reference.Client} is a tenant. Each has its own network hierarchy, a path-compressed trie
 * over both address families in which the most specific network wins, so that the same private address of two clients
 * never means the same thing. An address inside any network of the hierarchy is local, every other one remote; from
 * that follows the direction of an event. {@link dev.vedette.host.reference.Enrichment} writes all of it into an event
 * before rules see it. Everything here is immutable and made from configuration records; how these are read from a file
 * is the concern of the config package.
 */
@NullMarked
package dev.vedette.host.reference;

import org.jspecify.annotations.NullMarked;
