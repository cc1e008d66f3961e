package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;

/** What datagrams stand for, where one is not simply a record. Belongs to the thread of its receiver. */
public interface DatagramProtocol {
    /** Takes a datagram, which is whole and the taker's own. */
    void take(Origin sender, byte[] datagram, Sink sink);

    /** Called every second or so, whether datagrams come or not: gives up what waited too long. */
    void expire(Sink sink);

    /** Takes what datagrams stood for. */
    interface Sink {
        void record(Origin origin, byte[] bytes);

        /** The beginning of a record that is longer than allowed. */
        void cut(Origin origin, byte[] beginning);

        /** What came follows no protocol and is no record. */
        void broken(Origin origin, String reason);

        /** A record is lost, for a reason that the ledger shows. */
        void dropped(Origin origin, String reason);
    }
}
