package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GelfReceiverTest extends ReceiverTesting {
    private static final ReceiverSettings UDP = ReceiverSettings.of("gelf", ReceiverType.GELF_UDP, 0);
    private static final ReceiverSettings TCP = ReceiverSettings.of("gelf", ReceiverType.GELF_TCP, 0);
    private static final String MESSAGE =
            "{\"version\":\"1.1\",\"host\":\"web1\",\"short_message\":\"Grüße\",\"_user\":\"x\"}";

    private static void send(Receiver receiver, List<byte[]> datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] bytes : datagrams) {
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), receiver.port()));
            }
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = new DeflaterOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] chunk(long id, int number, int count, byte[] part) {
        return ByteBuffer.allocate(12 + part.length)
                .put((byte) 0x1E)
                .put((byte) 0x0F)
                .putLong(id)
                .put((byte) number)
                .put((byte) count)
                .put(part)
                .array();
    }

    private static List<byte[]> chunks(long id, byte[] message, int size) {
        List<byte[]> chunks = new ArrayList<>();
        int count = (message.length + size - 1) / size;
        for (int i = 0; i < count; i++) {
            int from = i * size;
            byte[] part = new byte[Math.min(size, message.length - from)];
            System.arraycopy(message, from, part, 0, part.length);
            chunks.add(chunk(id, i, count, part));
        }
        return chunks;
    }

    @Test
    void plain_gzip_and_zlib_messages_are_records_as_they_were_written() throws IOException {
        Receiver receiver = start(UDP);
        send(receiver, List.of(utf8(MESSAGE), gzip(utf8(MESSAGE)), zlib(utf8(MESSAGE))));
        awaitRecords(3);
        assertThat(intake.texts()).containsExactly(MESSAGE, MESSAGE, MESSAGE);
        assertThat(intake.records().get(0).origin().source()).isEqualTo("gelf@127.0.0.1");
    }

    @Test
    void chunks_of_many_messages_in_any_order_and_doubled_make_each_message_once() throws IOException {
        Receiver receiver = start(UDP);
        List<byte[]> all = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            byte[] message = utf8("{\"host\":\"h\",\"short_message\":\"" + ("m" + i + " ").repeat(500) + "\"}");
            List<byte[]> chunks = chunks(i, i % 2 == 0 ? message : gzip(message), i % 2 == 0 ? 100 : 20);
            all.addAll(chunks);
            all.add(chunks.get(0)); // twice
        }
        Collections.shuffle(all, random);
        send(receiver, all);
        awaitRecords(20);
        assertThat(intake.texts().stream().distinct()).hasSize(20);
    }

    @Test
    void a_message_of_which_a_chunk_is_missing_is_dropped_after_five_seconds_and_counted() throws Exception {
        Receiver receiver = start(UDP, Clock.systemUTC());
        List<byte[]> chunks = chunks(7, utf8(MESSAGE), 20);
        send(receiver, chunks.subList(1, chunks.size()));
        await().atMost(Duration.ofSeconds(10)).until(() -> intake.dropped() == 1);
        assertThat(intake.dropReason()).isEqualTo("chunks-missing");
        assertThat(intake.size()).isZero();
    }

    @Test
    void what_is_no_gelf_is_counted_and_harms_nothing() throws IOException {
        Receiver receiver = start(UDP);
        byte[] damaged = gzip(utf8(MESSAGE.repeat(50)));
        damaged[40] ^= 0x55;
        damaged[41] ^= 0x55;
        byte[] torn = new byte[30];
        System.arraycopy(gzip(utf8(MESSAGE)), 0, torn, 0, torn.length);
        send(
                receiver,
                List.of(
                        torn,
                        new byte[] {0x1E, 0x0F, 1},
                        chunk(1, 5, 3, utf8("number beyond the count")),
                        chunk(1, 0, 0, utf8("no count")),
                        chunk(1, 200, 255, utf8("too many")),
                        new byte[] {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0, 'n', 'o', 'e', 'n', 'd'},
                        utf8(MESSAGE)));
        awaitRecords(1);
        assertThat(intake.texts()).contains(MESSAGE);
        await().until(() -> receiver.statistics().broken() == 6);
    }

    @Test
    void a_message_that_unfolds_beyond_the_limit_is_cut_there() throws IOException {
        Receiver receiver = start(UDP.withLimits(new LimitSettings(1_000, Duration.ofMinutes(1), 1)));
        send(receiver, List.of(gzip(new byte[20_000_000]), utf8("{\"a\":\"" + "x".repeat(3_000) + "\"}")));
        awaitRecords(2);
        assertThat(intake.records())
                .allSatisfy(record -> assertThat(record.bytes()).hasSize(1_000));
        assertThat(receiver.statistics().cut()).isEqualTo(2);
    }

    @Test
    void over_tcp_messages_end_with_a_nul() throws IOException {
        Receiver receiver = start(TCP);
        try (Socket socket = connect(receiver)) {
            OutputStream out = socket.getOutputStream();
            out.write(utf8("{\"short_message\":\"one\"}\0\0{\"short_message\":\n\"two\"}\0{\"short"));
            awaitRecords(2);
            out.write(utf8("_message\":\"three\"}"));
        }
        awaitRecords(3);
        assertThat(intake.texts())
                .containsExactly(
                        "{\"short_message\":\"one\"}",
                        "{\"short_message\":\n\"two\"}",
                        "{\"short_message\":\"three\"}");
    }
}
