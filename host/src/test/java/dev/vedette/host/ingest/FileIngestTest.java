package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.read.RecordReader;
import dev.vedette.api.read.RecordSink;
import dev.vedette.host.ingest.follow.FollowedFiles;
import dev.vedette.host.tls.TlsFiles;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIngestTest {
    private static final int MAX = 1_000;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final List<String> damages = new ArrayList<>();

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private List<String> read(Path file, RecordReader... readers) throws IOException {
        List<String> records = new ArrayList<>();
        new FileRecords(List.of(readers), MAX).read(file, new RecordSink() {
            @Override
            public void record(byte[] bytes) {
                records.add(new String(bytes, StandardCharsets.UTF_8));
            }

            @Override
            public void damaged(long offset, String reason) {
                damages.add(offset + ": " + reason);
            }
        });
        return records;
    }

    @Test
    void lines_come_in_their_order_plain_and_packed() throws IOException {
        String text = "one\r\ntwo\n\nlast without an end";
        assertThat(read(file("a.log", text))).containsExactly("one", "two", "last without an end");
        assertThat(read(file("a.log.gz", gzip(text.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("one", "two", "last without an end");
        assertThat(read(file("empty", ""))).isEmpty();
        assertThat(damages).isEmpty();
    }

    @Test
    void a_huge_line_is_cut_and_reported() throws IOException {
        assertThat(read(file("huge", "x".repeat(3_000_000) + "\nnext"))).containsExactly("x".repeat(MAX), "next");
        assertThat(damages).hasSize(1).first().asString().contains("longer than 1000 bytes");
    }

    @Test
    void json_is_taken_apart_and_ndjson_read_by_lines() throws IOException {
        assertThat(read(file("a.json", "{\"events\":[{\"a\":1},{\"a\":2}]}")))
                .containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(read(file("b.json", "[\n  {\"a\":1},\n  {\"a\":2}\n]\n"))).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(read(file("c.json", "{\n\"a\":1}\n{\n\"a\":2}\n"))).containsExactly("{\n\"a\":1}", "{\n\"a\":2}");
        assertThat(read(file("d.json", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n")))
                .as("a broken line of NDJSON does not harm the next")
                .containsExactly("{\"a\":1}", "{\"a\":", "{\"a\":3}");
        assertThat(damages).isEmpty();
    }

    @Test
    void a_damaged_gzip_keeps_what_could_be_read() throws IOException {
        byte[] whole = gzip("line\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        Path cut = file("cut.gz", Arrays.copyOf(whole, whole.length / 2));
        List<byte[]> records = new ArrayList<>();
        assertThatThrownBy(() -> new FileRecords(List.of(), MAX).read(cut, new RecordSink() {
                    @Override
                    public void record(byte[] bytes) {
                        records.add(bytes);
                    }

                    @Override
                    public void damaged(long offset, String reason) {}
                }))
                .isInstanceOf(DamagedFileException.class);
        assertThat(records).hasSizeGreaterThan(10_000);
    }

    @Test
    void a_file_that_the_disk_does_not_give_is_not_called_damaged() throws IOException {
        Path folderInPlaceOfFile = Files.createDirectory(folder.resolve("a.gz"));
        assertThatThrownBy(() -> read(folderInPlaceOfFile))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(DamagedFileException.class);
        assertThatThrownBy(() -> read(folder.resolve("missing")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(DamagedFileException.class);
    }

    @Test
    void a_container_goes_to_the_reader_that_accepts_it() throws IOException {
        RecordReader reader = new RecordReader() {
            @Override
            public String id() {
                return "two-bytes";
            }

            @Override
            public boolean accepts(byte[] head, String name) {
                return head.length > 3 && head[0] == 'T' && name.equals("x.two");
            }

            @Override
            public void read(InputStream in, RecordSink sink) throws IOException {
                for (byte[] two = in.readNBytes(2); two.length > 0; two = in.readNBytes(2)) {
                    sink.record(two);
                }
            }
        };
        assertThat(read(file("x.two", "TaTbTc"), reader)).containsExactly("Ta", "Tb", "Tc");
        assertThat(read(file("x.two.gz", gzip(new byte[] {'T', '1', 'T', '2'})), reader))
                .containsExactly("T1", "T2");
        assertThat(read(file("x.log", "TaTbTc"), reader)).containsExactly("TaTbTc");
    }

    /** A little-endian pcap of Ethernet packets. */
    private static byte[] pcap(byte[]... packets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        int[] header = {0xA1B2C3D4, 0x00040002, 0, 0, 65535, 1};
        for (int word : header) {
            data.writeInt(Integer.reverseBytes(word));
        }
        for (byte[] packet : packets) {
            data.writeLong(0);
            data.writeInt(Integer.reverseBytes(packet.length));
            data.writeInt(Integer.reverseBytes(packet.length));
            data.write(packet);
        }
        return out.toByteArray();
    }

    private static byte[] udp(String payload, boolean v6, boolean tagged, int protocol) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.write(new byte[12]);
        if (tagged) {
            data.writeInt(0x81000064);
        }
        data.writeShort(v6 ? 0x86DD : 0x0800);
        if (v6) {
            data.writeInt(0x60000000);
            data.writeShort(8 + 8 + payload.length());
            data.write(new byte[] {60, 64}); // a destination options header follows
            data.write(new byte[32]);
            data.write(new byte[] {(byte) protocol, 0, 0, 0, 0, 0, 0, 0});
        } else {
            data.write(new byte[] {0x46, 0});
            data.writeShort(24 + 8 + payload.length());
            data.writeInt(0);
            data.write(new byte[] {64, (byte) protocol});
            data.write(new byte[10 + 4]); // addresses and four bytes of options
        }
        data.writeInt(0x04D2_080B);
        data.writeShort(8 + payload.length());
        data.writeShort(0);
        data.writeBytes(payload);
        data.write(new byte[6]); // Ethernet's padding is no payload
        return out.toByteArray();
    }

    @Test
    void the_datagrams_of_a_capture_are_records() throws IOException {
        byte[] capture = pcap(
                udp("<34>one", false, false, 17),
                udp("not udp", false, false, 6),
                udp("<34>two", false, true, 17),
                udp("<34>six", true, false, 17));
        assertThat(read(file("a.pcap", capture))).containsExactly("<34>one", "<34>two", "<34>six");
        assertThat(damages).hasSize(1).first().asString().contains("1 packets were left out");
        damages.clear();
        assertThat(read(file("cut.pcap", Arrays.copyOf(capture, capture.length - 3))))
                .containsExactly("<34>one", "<34>two");
        assertThat(damages).hasSize(1).first().asString().contains("ends inside a packet");
    }

    @Test
    void pcapng_says_how_to_convert_it() {
        byte[] head = new byte[40];
        head[0] = 0x0A;
        head[1] = head[2] = 0x0D;
        head[3] = 0x0A;
        assertThatThrownBy(() -> read(file("a.pcapng", head))).hasMessageContaining("editcap");
    }

    @Test
    void a_file_is_taken_in_at_the_pace_of_the_intake() throws Exception {
        FakeIntake intake = new FakeIntake();
        intake.room(3);
        List<String> lines =
                IntStream.range(0, 10_000).mapToObj(i -> "line " + i).toList();
        Path path = file("a.log", String.join("\n", lines));
        FileIngest ingest = new FileIngest(new FileRecords(List.of(), MAX), intake, CLOCK);
        Thread reader = new Thread(() -> {
            try {
                ingest.ingest(path, "acme", "file", null);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        reader.start();
        while (reader.isAlive()) {
            intake.room(700);
            Thread.sleep(2);
        }
        assertThat(intake.texts()).isEqualTo(lines);
        assertThat(intake.records().get(0).origin().path()).isEqualTo(path.toString());
        assertThat(intake.records().get(0).origin().client()).isEqualTo("acme");
    }

    @Test
    void a_folder_is_read_in_the_order_of_names_and_one_bad_file_does_not_end_it() throws IOException {
        FakeIntake intake = new FakeIntake();
        file("b.log", "from b\n");
        file("a.log", "from a\n");
        file(".hidden", "not me\n");
        file("c.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0});
        FileReport report =
                new FileIngest(new FileRecords(List.of(), MAX), intake, CLOCK).ingest(folder, "default", "file", "p");
        assertThat(intake.texts()).containsExactly("from a", "from b");
        assertThat(report.files()).isEqualTo(3);
        assertThat(report.records()).isEqualTo(2);
        assertThat(report.damages()).hasSize(1).first().asString().contains("c.gz");
    }

    @Test
    void a_missing_file_and_a_failing_disk_are_errors() throws IOException {
        FakeIntake intake = new FakeIntake();
        FileRecords records = new FileRecords(List.of(), MAX);
        assertThatThrownBy(() -> new FileIngest(records, intake, CLOCK)
                        .ingest(folder.resolve("nowhere"), "default", "file", null))
                .isInstanceOf(NoSuchFileException.class);
        intake.durable(false);
        Path path = file("a.log", "one\n");
        Thread fail = new Thread(() -> {
            await().until(() -> intake.size() == 1);
            intake.sync(new IOException("disk full"));
        });
        fail.start();
        assertThatThrownBy(() -> new FileIngest(records, intake, CLOCK).ingest(path, "default", "file", null))
                .hasMessageContaining("could not be made durable");
    }

    @Test
    void a_file_receiver_reads_its_folder_once() throws Exception {
        FakeIntake intake = new FakeIntake();
        file("a.log", "one\ntwo\n");
        Vertx vertx = Vertx.vertx();
        IngestSettings settings = new IngestSettings(List.of(ReceiverSettings.ofFile("drop", folder)));
        try (Receivers receivers = Receivers.start(
                settings,
                ReceiverParts.withoutPacks(
                        vertx, intake, CLOCK, TlsFiles.start(CLOCK), FollowedFiles.in(folder.resolve("notes"))))) {
            await().until(() -> intake.size() == 2);
            await().until(() -> receivers.all().get(0).statistics().records() == 2);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        assertThat(intake.records().get(0).origin().receiver()).isEqualTo("drop");
    }
}
