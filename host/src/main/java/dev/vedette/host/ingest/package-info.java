/**
 * Taking telemetry in: receivers turn bytes from sockets, requests and files into raw records.
 *
 * <p>A receiver frames and never parses. Every record goes to the {@link dev.vedette.host.ingest.Intake}, which says
 * {@code null} when it is full; then a receiver that can hold its sender back does so (a TCP socket is paused, an HTTP
 * sender waits and is answered 429), and one that cannot (UDP) drops and says so. Nothing is lost in silence: what is
 * cut, refused or dropped has a counter.
 *
 * <p>Framing is plain code over byte arrays ({@code SyslogFramer}, {@code LineSplitter}, {@code JsonSplitter}), tested
 * without sockets; the classes around it own the sockets and the back-pressure.
 */
@NullMarked
package dev.vedette.host.ingest;

import org.jspecify.annotations.NullMarked;
