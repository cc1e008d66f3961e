package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyslogTcpReceiverTest extends ReceiverTesting {
    private static final ReceiverSettings SETTINGS = ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0)
            .withBinding(new BindingSettings("acme", "bound.parser", null));

    @Test
    void messages_of_both_framings_arrive_with_their_origin() throws IOException {
        Receiver receiver = start(SETTINGS);
        try (Socket lines = connect(receiver);
                Socket counted = connect(receiver)) {
            lines.getOutputStream().write(utf8("<34>a line\n"));
            counted.getOutputStream().write(utf8("13 <34>a\nmessage"));
            awaitRecords(1);
        }
        awaitRecords(2);
        assertThat(intake.texts()).containsExactlyInAnyOrder("<34>a line", "<34>a\nmessage");
        assertThat(intake.records()).allSatisfy(record -> {
            assertThat(record.receivedAt()).isEqualTo(NOW);
            assertThat(record.origin().client()).isEqualTo("acme");
            assertThat(record.origin().receiver()).isEqualTo("tcp");
            assertThat(record.origin().parser()).isEqualTo("bound.parser");
            assertThat(String.valueOf(record.origin().sender())).isEqualTo("127.0.0.1");
            assertThat(record.origin().source()).isEqualTo("tcp@127.0.0.1");
        });
    }

    @Test
    void a_stream_torn_at_every_byte_arrives_whole() throws IOException {
        Receiver receiver = start(SETTINGS);
        byte[] bytes = utf8("<34>line\r\n<34>Grüße\n11 <34>counted");
        for (int cut = 1; cut < bytes.length; cut++) {
            try (Socket socket = connect(receiver)) {
                OutputStream out = socket.getOutputStream();
                out.write(bytes, 0, cut);
                out.flush();
                Thread.yield();
                out.write(bytes, cut, bytes.length - cut);
            }
        }
        awaitRecords(3 * (bytes.length - 1));
        assertThat(intake.texts().stream().distinct())
                .containsExactlyInAnyOrder("<34>counted", "<34>line", "<34>Grüße");
    }

    @Test
    void a_full_intake_pauses_the_socket_and_nothing_is_lost_or_out_of_order() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(100);
        int count = 200_000;
        List<String> sent = IntStream.range(0, count)
                .mapToObj(i -> "<34>message number " + i + " of many")
                .toList();
        AtomicLong written = new AtomicLong();
        Thread sender = new Thread(() -> {
            try (Socket socket = connect(receiver)) {
                StringBuilder block = new StringBuilder();
                for (String message : sent) {
                    block.append(message).append('\n');
                    if (block.length() > 30_000) {
                        socket.getOutputStream().write(utf8(block.toString()));
                        written.addAndGet(block.length());
                        block.setLength(0);
                    }
                }
                socket.getOutputStream().write(utf8(block.toString()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        sender.start();
        awaitRecords(100);
        Thread.sleep(200);
        long stuckAt = written.get();
        assertThat(stuckAt).as("the sender is held back").isLessThan(7_000_000);
        Random random = new Random(7);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (intake.size() < count && System.nanoTime() < deadline) {
            intake.room(1 + random.nextInt(20_000));
            Thread.sleep(5);
        }
        sender.join(10_000);
        assertThat(intake.texts()).isEqualTo(sent);
        assertThat(intake.dropped()).isZero();
        assertThat(receiver.statistics().records()).isEqualTo(count);
    }

    @Test
    void what_a_sender_wrote_before_it_hung_up_is_kept_although_the_intake_was_full() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(0);
        try (Socket socket = connect(receiver)) {
            for (int i = 0; i < 1_000; i++) {
                socket.getOutputStream().write(utf8("<34>message " + i + "\n"));
            }
            socket.getOutputStream().write(utf8("<34>without an end"));
        }
        await().until(() -> intake.refusals() > 0);
        Thread.sleep(100);
        intake.room(Long.MAX_VALUE);
        awaitRecords(1_001);
        assertThat(intake.texts()).hasSize(1_001).last().isEqualTo("<34>without an end");
        await().until(() -> receiver.statistics().connections() == 0);
    }

    @Test
    void a_hang_up_while_the_socket_is_paused_and_resumed_loses_nothing() throws Exception {
        Receiver receiver = start(SETTINGS);
        Random random = new Random(11);
        for (int round = 1; round <= 60; round++) {
            intake.room(0);
            try (Socket socket = connect(receiver)) {
                socket.getOutputStream().write(utf8("<34>one message of many\n".repeat(20_000)));
            }
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (intake.size() < round * 20_000 && System.nanoTime() < deadline) {
                intake.room(1 + random.nextInt(4_000));
                if (random.nextInt(4) == 0) {
                    Thread.sleep(1);
                }
            }
            assertThat(intake.size()).as("round %d", round).isEqualTo(round * 20_000);
        }
        await().until(() -> receiver.statistics().connections() == 0);
    }

    @Test
    void a_stop_keeps_what_was_read_and_the_unfinished_line() throws Exception {
        Receiver receiver = start(SETTINGS);
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("<34>one\n<34>unfinished"));
            awaitRecords(1);
            receiver.close();
        }
        assertThat(intake.texts()).containsExactly("<34>one", "<34>unfinished");
    }

    @Test
    void what_still_finds_no_room_at_a_stop_is_counted_as_dropped() throws Exception {
        Receiver receiver = start(SETTINGS);
        intake.room(0);
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("<34>one\n<34>two\n<34>three"));
            await().until(() -> intake.refusals() > 0);
            receiver.close();
        }
        assertThat(intake.dropped()).isEqualTo(3);
        assertThat(intake.dropReason()).isEqualTo("stopped-while-full");
    }

    @Test
    void a_message_that_is_too_long_is_cut_and_the_connection_goes_on() throws IOException {
        Receiver receiver = start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 10)));
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("<34>" + "x".repeat(1 << 20) + "\n<34>next\n"));
            awaitRecords(2);
        }
        assertThat(intake.records().get(0).bytes()).hasSize(1_000);
        assertThat(intake.texts().get(1)).isEqualTo("<34>next");
        assertThat(receiver.statistics().cut()).isEqualTo(1);
    }

    @Test
    void a_silent_connection_is_closed() throws IOException {
        Receiver receiver =
                start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMillis(200), 10)), Clock.systemUTC());
        try (Socket socket = connect(receiver)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(utf8("<34>half"));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        awaitRecords(1);
        assertThat(intake.texts()).containsExactly("<34>half");
    }

    @Test
    void a_paused_connection_is_not_taken_for_a_silent_one() throws Exception {
        Receiver receiver =
                start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMillis(100), 10)), Clock.systemUTC());
        intake.room(0);
        try (Socket socket = connect(receiver)) {
            socket.getOutputStream().write(utf8("<34>one\n"));
            await().until(() -> intake.refusals() > 0);
            Thread.sleep(500);
            socket.getOutputStream().write(utf8("<34>two\n"));
            intake.room(100);
            awaitRecords(2);
        }
        assertThat(intake.texts()).containsExactly("<34>one", "<34>two");
    }

    @Test
    void connections_beyond_the_limit_are_turned_away() throws IOException {
        Receiver receiver = start(SETTINGS.withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 2)));
        List<Socket> open = new ArrayList<>();
        try (Socket first = connect(receiver);
                Socket second = connect(receiver)) {
            open.add(first);
            open.add(second);
            await().until(() -> receiver.statistics().connections() == 2);
            try (Socket third = connect(receiver)) {
                third.setSoTimeout(10_000);
                assertThat(third.getInputStream().read()).isEqualTo(-1);
            }
            first.getOutputStream().write(utf8("<34>still welcome\n"));
            awaitRecords(1);
        }
        assertThat(receiver.statistics().refused()).isEqualTo(1);
        assertThat(open).hasSize(2);
    }

    @Test
    void a_taken_port_is_an_error_that_names_the_receiver_and_the_remedy() {
        Receiver receiver = start(SETTINGS);
        ReceiverSettings again = ReceiverSettings.of("second", ReceiverType.SYSLOG_TCP, receiver.port());
        assertThatThrownBy(() -> Receivers.start(
                        new IngestSettings(List.of(again)),
                        ReceiverParts.withoutPacks(vertx, intake, CLOCK, tls, followed)))
                .isInstanceOf(ReceiverFailedException.class)
                .hasMessageContaining("'second' (syslog-tcp) cannot listen on 127.0.0.1 port " + receiver.port())
                .hasMessageContaining("choose a free port");
    }
}
