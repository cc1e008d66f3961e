package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UdpReceiverTest extends ReceiverTesting {
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("udp", ReceiverType.SYSLOG_UDP, 0);

    private static void send(DatagramSocket socket, Receiver receiver, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), receiver.port()));
    }

    @Test
    void ten_thousand_paced_datagrams_all_arrive_in_order() throws Exception {
        Receiver receiver = start(SETTINGS);
        List<String> sent =
                IntStream.range(0, 10_000).mapToObj(i -> "<13>message " + i).toList();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < sent.size(); i++) {
                send(socket, receiver, utf8(sent.get(i)));
                if (i % 100 == 99) {
                    awaitRecords(i - 400); // at most a few hundred are under way
                }
            }
        }
        awaitRecords(sent.size());
        assertThat(intake.texts()).isEqualTo(sent);
        assertThat(receiver.statistics().records()).isEqualTo(10_000);
        assertThat(intake.records().get(0).origin().source()).isEqualTo("udp@127.0.0.1");
        assertThat(intake.records().get(0).receivedAt()).isEqualTo(NOW);
    }

    @Test
    void with_a_full_intake_datagrams_are_dropped_and_counted_and_later_ones_taken() throws IOException {
        Receiver receiver = start(SETTINGS);
        intake.room(5);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 20; i++) {
                send(socket, receiver, utf8("<13>" + i));
            }
            await().until(() -> intake.dropped() == 15);
            assertThat(intake.dropReason()).isEqualTo("queue-full");
            intake.room(Long.MAX_VALUE);
            send(socket, receiver, utf8("<13>after"));
            awaitRecords(6);
        }
        assertThat(intake.texts()).containsExactly("<13>0", "<13>1", "<13>2", "<13>3", "<13>4", "<13>after");
        assertThat(receiver.statistics().dropped()).isEqualTo(15);
    }

    @Test
    void a_short_burst_beyond_the_intake_waits_instead_of_being_dropped() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(1);
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, receiver, utf8("<13>one"));
            send(socket, receiver, utf8("<13>two"));
            await().pollInterval(Duration.ofMillis(1)).until(() -> intake.refusals() > 0);
            intake.room(10);
            awaitRecords(2);
        }
        assertThat(intake.dropped()).isZero();
    }

    @Test
    void the_largest_datagram_arrives_whole_and_an_over_long_one_is_cut() throws IOException {
        Receiver receiver = start(SETTINGS);
        byte[] largest = utf8("x".repeat(65_507));
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, receiver, largest);
            awaitRecords(1);
        }
        assertThat(intake.records().get(0).bytes()).isEqualTo(largest);
    }

    @Test
    void a_datagram_beyond_the_limit_is_cut_and_an_empty_one_is_no_record() throws IOException {
        Receiver receiver = start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10)));
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, receiver, new byte[0]);
            send(socket, receiver, utf8("x".repeat(3_000)));
            awaitRecords(1);
        }
        assertThat(intake.texts()).containsExactly("x".repeat(1_000));
        assertThat(receiver.statistics().cut()).isEqualTo(1);
        assertThat(receiver.statistics().broken()).isEqualTo(1);
    }

    @Test
    void a_stop_takes_in_what_the_kernel_holds() throws IOException {
        Receiver receiver = start(SETTINGS);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 500; i++) {
                send(socket, receiver, utf8("<13>" + i));
            }
        }
        receiver.close();
        assertThat(intake.size()).isEqualTo(500);
        receiver.close();
    }

    @Test
    void a_taken_port_is_an_error_with_a_remedy() {
        Receiver receiver = start(SETTINGS);
        ReceiverSettings again = ReceiverSettings.of("second", ReceiverType.FLOW_UDP, receiver.port());
        assertThatThrownBy(() -> Receivers.start(
                        new IngestSettings(List.of(again)),
                        ReceiverParts.withoutPacks(vertx, intake, CLOCK, tls, followed)))
                .isInstanceOf(ReceiverFailedException.class)
                .hasMessageContaining("'second' (flow-udp)");
    }

    @Test
    void drops_of_the_kernel_are_read_from_its_table(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("udp");
        String head = "  sl  local_address rem_address   st tx_queue rx_queue tr ... ref pointer drops\n";
        String row = "  12: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 42 2 0000 %d\n";
        InetSocketAddress socket = new InetSocketAddress("127.0.0.1", 5514);
        assertThat(UdpKernelDrops.inKernelSpelling(socket)).isIn("0100007F:158A", "7F000001:158A");
        UdpKernelDrops drops = new UdpKernelDrops(table, "0100007F:158A");
        assertThat(drops.newDrops()).as("no such table on this system").isZero();
        Files.writeString(table, head + String.format(row, 3));
        assertThat(drops.newDrops()).isEqualTo(3);
        assertThat(drops.newDrops()).isZero();
        Files.writeString(table, head + String.format(row, 10));
        assertThat(drops.newDrops()).isEqualTo(7);
    }
}
