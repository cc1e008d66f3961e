package dev.vedette.host.flow;

import dev.vedette.host.journal.JournaledRecord;
import java.util.Set;

/** A datagram that waits for templates. */
record HeldDatagram(ExporterKey key, Exporter exporter, JournaledRecord datagram, Set<TemplateKey> awaited) {
    /** Whether all that it waits for has come. */
    boolean ready() {
        return awaited.stream().allMatch(exporter::has);
    }
}
