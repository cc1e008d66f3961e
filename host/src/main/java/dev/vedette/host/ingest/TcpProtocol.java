package dev.vedette.host.ingest;

import io.vertx.core.net.NetSocket;

/** What is spoken on the connections of a {@link TcpReceiver}. */
public interface TcpProtocol {
    /** Takes over a connection, on its event loop. */
    TcpConnection accept(NetSocket socket, TcpReceiver receiver);
}
