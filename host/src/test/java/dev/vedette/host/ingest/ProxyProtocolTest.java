package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxyProtocolTest extends ReceiverTesting {
    private static ReceiverSettings trusting(ReceiverType type, String proxies) {
        return ReceiverSettings.of("behind", type, 0)
                .withListen(ListenSettings.DEFAULT.behindProxies(List.of(proxies)));
    }

    private static byte[] version2(int command, int... address) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A});
        header.write(0x20 | command);
        header.write(command == 0 ? 0 : 0x11); // TCP over IPv4
        header.write(0);
        header.write(address.length);
        for (int b : address) {
            header.write(b);
        }
        return header.toByteArray();
    }

    private static void closed(Socket socket) {
        try {
            socket.setSoTimeout(15_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void headers_of_both_versions_name_the_sender() throws IOException {
        Receiver receiver = start(trusting(ReceiverType.SYSLOG_TCP, "127.0.0.0/8"));
        try (Socket one = connect(receiver);
                Socket six = connect(receiver);
                Socket two = connect(receiver)) {
            one.getOutputStream().write(utf8("PROXY TCP4 198.51.100.7 10.0.0.1 40000 514\r\n<34>v1\n"));
            awaitRecords(1);
            six.getOutputStream().write(utf8("PROXY TCP6 2001:db8::7 2001:db8::1 40000 514\r\n<34>v1 of 6\n"));
            awaitRecords(2);
            two.getOutputStream().write(version2(1, 203, 0, 113, 9, 10, 0, 0, 1, 0x9C, 0x40, 2, 2));
            two.getOutputStream().write(utf8("5 <34>2"));
            awaitRecords(3);
        }
        assertThat(intake.records().stream().map(record -> record.origin().source()))
                .containsExactly("behind@198.51.100.7", "behind@2001:db8::7", "behind@203.0.113.9");
        assertThat(intake.texts()).containsExactly("<34>v1", "<34>v1 of 6", "<34>2");
    }

    @Test
    void the_proxys_own_checks_and_senders_unknown_to_it_have_its_address() throws IOException {
        Receiver receiver = start(trusting(ReceiverType.SYSLOG_TCP, "127.0.0.1"));
        try (Socket local = connect(receiver);
                Socket unknown = connect(receiver)) {
            local.getOutputStream().write(version2(0));
            local.getOutputStream().write(utf8("<34>local\n"));
            awaitRecords(1);
            unknown.getOutputStream().write(utf8("PROXY UNKNOWN\r\n<34>unknown\n"));
            awaitRecords(2);
        }
        assertThat(intake.records().stream().map(record -> record.origin().source()))
                .containsOnly("behind@127.0.0.1");
    }

    @Test
    void a_header_that_is_missing_or_broken_closes_the_connection_and_is_counted() throws IOException {
        Receiver receiver = start(trusting(ReceiverType.SYSLOG_TCP, "127.0.0.1"));
        int count = 0;
        for (String beginning : List.of(
                "<34>Jan  2 03:04:05 host app: no header\n".repeat(3),
                "PROXY TCP4 198.51.100.999 10.0.0.1 40000 514\r\n",
                "PROXY TCP4 " + "x".repeat(200) + "\r\n")) {
            try (Socket socket = connect(receiver)) {
                socket.getOutputStream().write(utf8(beginning));
                closed(socket);
            }
            int expected = ++count;
            await(beginning).until(() -> receiver.statistics().broken() == expected);
        }
        assertThat(intake.size()).isZero();
        assertThat(receiver.statistics().connections()).isZero();
    }

    @Test
    void whoever_does_not_finish_a_header_is_cut_off_soon() throws IOException {
        Receiver receiver = start(trusting(ReceiverType.SYSLOG_TCP, "127.0.0.1"));
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("<34>short"));
            closed(socket);
        }
        assertThat(intake.size()).isZero();
    }

    @Test
    void whoever_is_no_trusted_proxy_is_turned_away_header_or_not() throws IOException {
        Receiver receiver = start(trusting(ReceiverType.SYSLOG_TCP, "192.0.2.0/24"));
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("PROXY TCP4 198.51.100.7 10.0.0.1 40000 514\r\n<34>forged\n"));
            closed(socket);
        }
        assertThat(receiver.statistics().refused()).isEqualTo(1);
        assertThat(intake.size()).isZero();
    }

    @Test
    void http_senders_behind_a_proxy_are_named_too() throws IOException {
        Receiver receiver =
                start(trusting(ReceiverType.HTTP, "127.0.0.1").withHttp(new HttpSettings(ReceiverAuth.NONE, false, 0)));
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream()
                    .write(utf8("PROXY TCP4 198.51.100.7 10.0.0.1 40000 80\r\nPOST / HTTP/1.1\r\nHost: x\r\n"
                            + "Content-Length: 6\r\n\r\n{\"a\":1"));
            awaitRecords(0);
            socket.getOutputStream().write(utf8("}\r\n"));
            socket.setSoTimeout(10_000);
            awaitRecords(1);
        }
        assertThat(intake.records().get(0).origin().source()).isEqualTo("behind@198.51.100.7");
    }

    @Test
    void proxies_must_be_named_and_be_networks() {
        assertThatThrownBy(() -> ListenSettings.DEFAULT.behindProxies(List.of()))
                .hasMessageContaining("needs trusted-proxies");
        assertThatThrownBy(() -> ListenSettings.DEFAULT.behindProxies(List.of("10.0.0.1/8")))
                .hasMessageContaining("bits beyond its prefix");
    }
}
