package dev.vedette.host.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdInputStream;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.api.event.Event;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.testing.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets, a real HTTP server, a real queue on disk. */
class ForwardTest {
    private static final Instant TIME = Instant.parse("2026-05-01T10:00:00.123456789Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private StateStore state;
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;
    private long position;

    @BeforeEach
    void open() throws IOException {
        state = StateStore.open(temp.resolve("state"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/in", exchange -> {
            InputStream body = exchange.getRequestBody();
            boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            String text = new String(
                    gzip ? new GZIPInputStream(body).readAllBytes() : body.readAllBytes(), StandardCharsets.UTF_8);
            int answer = text.contains("poison") ? 400 : status.get();
            if (answer == 200) {
                text.lines().forEach(posted::add);
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            } else if (answer == 429) {
                exchange.getResponseHeaders().add("Retry-After", "0");
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        state.close();
    }

    private PostSettings post(boolean gzip, @Nullable Path token) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
        return new PostSettings(url, Map.of(), token, null, gzip, null);
    }

    private static ForwardSettings to(
            @Nullable String filter,
            ForwardSettings.@Nullable Format format,
            @Nullable SyslogSettings syslog,
            @Nullable PostSettings http,
            @Nullable FileSettings file) {
        return new ForwardSettings("out", "acme", filter, format, 1 << 20, syslog, http, file);
    }

    private Forwards start(ForwardSettings settings) throws IOException {
        return Forwards.start(List.of(settings), temp.resolve("forwards"), state.marks(), Clock.systemUTC());
    }

    private void publish(Forwards forwards, String client, String text) throws InterruptedException {
        RawRecord raw = new RawRecord(
                text.getBytes(StandardCharsets.UTF_8),
                TIME,
                Origin.of(client, "test").source("gw 1").build());
        Event event = new EventDraft(raw)
                .set(Event.ID, "e" + ++position)
                .set(Field.of("user.name"), text)
                .timestamp(TIME)
                .freeze()
                .getFirst();
        forwards.published(List.of(new JournaledRecord(position, raw)), List.of(event));
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    }

    private static void arrived(List<String> found, List<String> expected) {
        await().atMost(LONG).untilAsserted(() -> assertThat(found).containsExactlyElementsOf(expected));
    }

    @Test
    void lines_are_posted_in_their_order_with_the_token_of_the_file() throws Exception {
        Path token = Files.writeString(temp.resolve("token"), "s3cret\n");
        try (Forwards forwards = start(to(null, null, null, post(true, token), null))) {
            for (String text : numbered(0, 3_000)) {
                publish(forwards, "acme", text);
            }
            arrived(posted, numbered(0, 3_000));
            assertThat(authorizations).containsOnly("Bearer s3cret");
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(forwards.status().getFirst().waitingBytes())
                            .isZero());
            assertThat(forwards.status().getFirst().forwarded()).isEqualTo(3_000);
        }
    }

    @Test
    void only_the_clients_own_records_that_the_filter_passes_are_sent() throws Exception {
        try (Forwards forwards = start(to("user.name:alice*", null, null, post(false, null), null))) {
            publish(forwards, "acme", "alice 1");
            publish(forwards, "rival", "alice 2");
            publish(forwards, "acme", "bob");
            publish(forwards, "acme", "alice\n3");
            arrived(posted, List.of("alice 1", "alice#0123"));
        }
    }

    @Test
    void events_are_sent_as_json() throws Exception {
        try (Forwards forwards = start(to(null, ForwardSettings.Format.JSON, null, post(false, null), null))) {
            publish(forwards, "acme", "alice");
            await().atMost(LONG).until(() -> posted.size() == 1);
            assertThat(posted.getFirst())
                    .startsWith("{\"@timestamp\":\"2026-05-01T10:00:00.123456789Z\"")
                    .contains("\"user.name\":\"alice\"", "\"event.original\":\"alice\"");
        }
    }

    @Test
    void a_target_that_is_away_gets_everything_when_it_is_back_over_a_restart_too() throws Exception {
        status.set(503);
        ForwardSettings settings = to(null, null, null, post(false, null), null);
        try (Forwards forwards = start(settings)) {
            for (String text : numbered(0, 100)) {
                publish(forwards, "acme", text);
            }
            forwards.force();
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(forwards.status().getFirst().problem()).contains("503"));
            assertThat(forwards.status().getFirst().oldest()).isNotNull();
        }
        status.set(429);
        try (Forwards forwards = start(settings)) {
            for (String text : numbered(100, 200)) {
                publish(forwards, "acme", text);
            }
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(forwards.status().getFirst().problem()).contains("429"));
            status.set(200);
            arrived(posted, numbered(0, 200));
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(forwards.status().getFirst().problem()).isNull());
        }
        try (Forwards forwards = start(settings)) {
            publish(forwards, "acme", "record 200");
            arrived(posted, numbered(0, 201)); // nothing twice after a clean stop
        }
    }

    @Test
    void a_full_queue_skips_and_counts_and_holds_up_nobody() throws Exception {
        status.set(503);
        try (Forwards forwards = start(to(null, null, null, post(false, null), null))) {
            String large = "x".repeat(10_000);
            for (int i = 0; i < 300; i++) {
                publish(forwards, "acme", large);
                forwards.force();
            }
            ForwardStatus shown = forwards.status().getFirst();
            assertThat(shown.skipped()).isBetween(150L, 250L);
            status.set(200);
            await().atMost(LONG).until(() -> posted.size() == 300 - shown.skipped());
            publish(forwards, "acme", "there is room again");
            await().atMost(LONG).until(() -> posted.contains("there is room again"));
        }
    }

    @Test
    void a_record_that_the_target_refuses_is_left_out_alone() throws Exception {
        try (Forwards forwards = start(to(null, null, null, post(false, null), null))) {
            List<String> texts = new ArrayList<>(numbered(0, 50));
            texts.add(20, "poison");
            for (String text : texts) {
                publish(forwards, "acme", text);
            }
            arrived(posted, numbered(0, 50));
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(forwards.status().getFirst().failed()).isEqualTo(1));
        }
    }

    @Test
    void syslog_over_udp_is_a_message_in_a_datagram() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(20_000);
            SyslogSettings syslog =
                    new SyslogSettings("127.0.0.1", receiver.getLocalPort(), SyslogSettings.Transport.UDP, null, null);
            try (Forwards forwards = start(to(null, null, syslog, null, null))) {
                publish(forwards, "acme", "<34>hello\nworld");
                DatagramPacket packet = new DatagramPacket(new byte[1_000], 1_000);
                receiver.receive(packet);
                assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                        .isEqualTo("<13>1 2026-05-01T10:00:00.123456Z gw_1 vedette - - - <34>hello\nworld");
            }
        }
    }

    @Test
    void syslog_over_tcp_is_counted_or_lines_and_comes_again_on_a_new_connection() throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            receiver.setSoTimeout(20_000);
            SyslogSettings counted =
                    new SyslogSettings("127.0.0.1", receiver.getLocalPort(), SyslogSettings.Transport.TCP, null, null);
            try (Forwards forwards = start(to(null, null, counted, null, null))) {
                String message = "<13>1 2026-05-01T10:00:00.123456Z gw_1 vedette - - - one";
                publish(forwards, "acme", "one");
                try (Socket first = receiver.accept()) {
                    assertThat(new String(
                                    first.getInputStream().readNBytes(message.length() + 3), StandardCharsets.UTF_8))
                            .isEqualTo(message.length() + " " + message);
                }
                publish(forwards, "acme", "two");
                try (Socket second = receiver.accept()) {
                    String both = new String(
                            second.getInputStream().readNBytes(2 * (message.length() + 3)), StandardCharsets.UTF_8);
                    assertThat(both).endsWith("two"); // and the one of which nobody knows whether it arrived
                }
            }
        }
    }

    @Test
    void syslog_over_tls_goes_only_to_whom_the_authority_knows() throws Exception {
        TestCertificates made = new TestCertificates(temp);
        TestCertificates.Pair own = made.selfSigned("siem", 30);
        TestCertificates.Pair other = made.selfSigned("other", 30);
        StringBuffer received = new StringBuffer();
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createNetServer(new NetServerOptions()
                            .setHost("127.0.0.1")
                            .setSsl(true)
                            .setKeyCertOptions(new PemKeyCertOptions()
                                    .addCertPath(own.certificate().toString())
                                    .addKeyPath(own.key().toString())))
                    .connectHandler(socket -> socket.handler(bytes -> received.append(bytes.toString())))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get()
                    .actualPort();
            SyslogSettings wrong = new SyslogSettings("127.0.0.1", port, null, null, other.certificate());
            try (Forwards forwards = start(to(null, null, wrong, null, null))) {
                publish(forwards, "acme", "secret");
                await().atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(forwards.status().getFirst().problem())
                                        .contains("127.0.0.1:" + port));
            }
            assertThat(received.toString()).isEmpty();
            SyslogSettings right = new SyslogSettings("127.0.0.1", port, null, null, own.certificate());
            try (Forwards forwards = start(to(null, null, right, null, null))) {
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(received.toString()).endsWith(" secret"));
                assertThat(forwards.status().getFirst().problem()).isNull();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    @Test
    void files_are_rotated_by_size_and_can_be_read_while_they_grow() throws Exception {
        for (FileSettings.Compress compress : FileSettings.Compress.values()) {
            Path folder = temp.resolve(compress.name());
            FileSettings file = new FileSettings(folder, compress, 1_024, null);
            ForwardSettings settings =
                    new ForwardSettings("out-" + compress.ordinal(), "acme", null, null, 0, null, null, file);
            try (Forwards forwards = start(settings)) {
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    String text =
                            i + " " + Long.toHexString(i * 0x9E3779B97F4A7C15L).repeat(20);
                    expected.add(text);
                    publish(forwards, "acme", text);
                    if (i % 5 == 4) {
                        int now = i + 1;
                        await().atMost(LONG)
                                .untilAsserted(() -> assertThat(
                                                forwards.status().getFirst().forwarded())
                                        .isEqualTo(now));
                    }
                }
                List<String> read = new ArrayList<>();
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path path : files.toList()) {
                        read.addAll(lines(path));
                    }
                }
                assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        try (Stream<Path> files = Files.list(temp.resolve("NONE"))) {
            assertThat(files.count()).isGreaterThan(1);
        }
    }

    private static List<String> lines(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String name = path.toString();
        if (name.endsWith(".gz")) {
            bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        } else if (name.endsWith(".zst")) {
            bytes = new ZstdInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void settings_that_make_no_sense_say_what_to_change() {
        assertThatThrownBy(() -> to(null, null, null, null, null)).hasMessageContaining("exactly one of the targets");
        assertThatThrownBy(() -> to("user.name:(", null, null, post(false, null), null))
                .hasMessageContaining("forward 'out', filter");
        assertThatThrownBy(() -> new PostSettings(URI.create("ftp://x/"), Map.of(), null, null, false, null))
                .hasMessageContaining("http.url");
    }
}
