package dev.vedette.host.flow;

import dev.vedette.api.event.Origin;

/**
 * An exporter: the sender of datagrams, for one client. Records of files have no sender; all files that one receiver reads
 * are one exporter, since captures are often split into a file of templates and a file of data, unless their source was
 * given a name of its own.
 */
record ExporterKey(String client, String exporter) {
    static ExporterKey of(Origin origin) {
        return new ExporterKey(origin.client(), name(origin));
    }

    private static String name(Origin origin) {
        if (origin.sender() != null) {
            return origin.sender().toString();
        }
        boolean named = origin.path() != null && !origin.path().equals(origin.source());
        return named ? "source " + origin.source() : "receiver " + origin.receiver();
    }
}
