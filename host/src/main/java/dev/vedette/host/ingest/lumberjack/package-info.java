/**
 * Lumberjack version 2, the protocol of Beats and of Logstash's output of that name: windows of JSON events, which may be
 * compressed, each acknowledged when all its events are durable.
 *
 * <p>{@code LumberjackDecoder} and {@code FrameReader} are plain code over byte arrays and know no socket. What is not
 * acknowledged the sender sends again, on another connection if need be; so nothing is lost and nothing need be counted
 * as dropped, but after a break events may come twice.
 */
@NullMarked
package dev.vedette.host.ingest.lumberjack;

import org.jspecify.annotations.NullMarked;
