package dev.vedette.host.flow;

/**
 * What is known of one observation domain of an exporter.
 *
 * @param domain source id or observation domain
 * @param datagrams that carried a sequence number
 * @param lost by the gaps in the sequence: flows or datagrams, as the protocol counts
 * @param restarts times that the sequence began anew
 */
public record ExporterStatistics(
        String client, String exporter, long domain, long datagrams, long lost, long restarts) {}
