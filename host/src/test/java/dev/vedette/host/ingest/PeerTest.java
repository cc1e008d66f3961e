package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.IpAddress;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void a_sender_that_hung_up_at_once_or_has_no_address_is_no_error() throws Exception {
        assertThat(Peer.address(null)).isNull();
        assertThat(Peer.address(SocketAddress.domainSocketAddress("/run/log"))).isNull();
        assertThat(Peer.address(SocketAddress.inetSocketAddress(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7}), 514))))
                .isEqualTo(IpAddress.parse("192.0.2.7"));
    }
}
