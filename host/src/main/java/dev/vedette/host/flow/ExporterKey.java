package dev.vedette.host.flow;

import dev.vedette.api.event.Origin;

/**
 * An exporter: the sender of datagrams, for one client. Records of files have no sender; all files that one receiver reads
 * are one exporter, since captures are often split into a file of templates and a file of data.
 */
record ExporterKey(String client, String exporter) {
    static ExporterKey of(Origin origin) {
        return new ExporterKey(
                origin.client(),
                origin.sender() != null ? origin.sender().toString() : "receiver " + origin.receiver());
    }
}
