package dev.vedette.host.ingest;

import dev.vedette.api.event.IpAddress;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The other end of a connection. */
final class Peer {
    private Peer() {}

    /**
     * Its address; null where there is none to be had, which is so when the other end has hung up already. What it sent
     * before is taken in all the same.
     */
    static @Nullable IpAddress address(@Nullable SocketAddress remote) {
        String host = remote == null ? null : remote.hostAddress();
        return host == null ? null : IpAddress.parse(host);
    }
}
