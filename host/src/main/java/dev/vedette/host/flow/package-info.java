/**
 * Network flows: datagrams of exporters become flow records, which are events.
 *
 * <p>The protocols are the packs' business ({@link dev.vedette.api.flow.FlowDecoder}); the host keeps what must outlive
 * one datagram, and a pack: the templates of each exporter, the datagrams that came before their template, and the
 * sequence numbers that tell what the network lost. All of it is bounded. {@link dev.vedette.host.flow.FlowStage} belongs
 * to one pipeline worker; {@link dev.vedette.host.flow.Exporters} is shared by all of them and saved at stop.
 */
@NullMarked
package dev.vedette.host.flow;

import org.jspecify.annotations.NullMarked;
