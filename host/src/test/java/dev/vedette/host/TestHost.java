package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.api.event.Event;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.ingest.ReceiverSettings;
import dev.vedette.host.ingest.ReceiverType;
import dev.vedette.host.pack.PackChange;
import dev.vedette.host.pack.PackSettings;
import dev.vedette.host.pack.UnsignedCode;
import dev.vedette.host.pack.ZooPack;
import dev.vedette.host.pipeline.LedgerTotals;
import dev.vedette.host.query.QueryLanguage;
import dev.vedette.host.query.QuerySyntaxException;
import dev.vedette.host.query.SearchPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A whole host on free ports of the loopback address, and what its senders and callers do. */
final class TestHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ALWAYS = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final Host host;
    private final Path folder;

    private TestHost(Path folder, HostSettings settings) throws IOException {
        this.folder = folder;
        host = Host.start(settings, folders(folder), Clock.systemUTC());
    }

    static TestHost start(Path folder) throws IOException {
        return start(folder, settings());
    }

    static TestHost start(Path folder, HostSettings settings) throws IOException {
        return new TestHost(folder, settings);
    }

    static HostFolders folders(Path folder) {
        return new HostFolders(folder.resolve("data"), folder.resolve("packs"), null);
    }

    /** Syslog over UDP and TCP; Java in packs may run; replaced packs go at once. */
    static HostSettings settings() {
        return HostSettings.DEFAULTS
                .withApiPort(0)
                .withReceivers(List.of(
                        ReceiverSettings.of("udp", ReceiverType.SYSLOG_UDP, 0),
                        ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0)))
                .withPacks(PackSettings.defaults()
                        .withUnsignedCode(UnsignedCode.ALLOW)
                        .withDrainLimit(Duration.ofMillis(500)));
    }

    int port(String receiver) {
        return Objects.requireNonNull(host.receivers().byId(receiver), receiver).port();
    }

    /** Datagrams, with a breath now and then: the kernel may throw away what nobody fetches. */
    void udp(List<String> lines) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress here = InetAddress.getLoopbackAddress();
            int sent = 0;
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, here, port("udp")));
                if (++sent % 50 == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    void tcp(List<String> lines) throws IOException {
        tcp("tcp", lines);
    }

    void tcp(String receiver, List<String> lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(receiver));
                OutputStream out = socket.getOutputStream()) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Lines over HTTP as the administrator; all are durable when this returns. */
    void http(List<String> lines) throws IOException {
        http(host.cliToken(), "", lines);
    }

    void http(String token, String query, List<String> lines) throws IOException {
        JsonNode answer = post(token, "/api/v1/ingest" + query, String.join("\n", lines) + "\n", 200);
        assertThat(answer.path("accepted").asInt()).isEqualTo(lines.size());
    }

    JsonNode post(String token, String path, String body, int status) throws IOException {
        return call(token, path, HttpRequest.BodyPublishers.ofString(body), status);
    }

    JsonNode get(String path) throws IOException {
        return get(host.cliToken(), path, 200);
    }

    JsonNode get(String token, String path, int status) throws IOException {
        return call(token, path, null, status);
    }

    private JsonNode call(String token, String path, HttpRequest.@Nullable BodyPublisher body, int status)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(host.url().resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
        if (body != null) {
            request.header("Content-Type", "text/plain").POST(body);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How many events a query finds, over REST. */
    long found(String query) throws IOException {
        host.events().refresh();
        return get("/api/v1/events?last=all&count=true&query=" + encoded(query))
                .path("count")
                .asLong();
    }

    /** Stored events, straight from the store. */
    List<Event> events(String query, int limit) throws IOException {
        host.events().refresh();
        return host.events().search(ClientScope.ALL, plan(query, limit)).events();
    }

    static SearchPlan plan(String query, int limit) {
        try {
            return new SearchPlan(QueryLanguage.parse(query), ALWAYS, NEVER, limit);
        } catch (QuerySyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Waits until so many records were received and all came to their end. */
    LedgerTotals settled(long received) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    LedgerTotals totals = host.ledger().totals();
                    assertThat(totals.received()).isEqualTo(received);
                    assertThat(totals.settled()).isEqualTo(received);
                    assertThat(totals.pending()).isZero();
                });
        LedgerTotals totals = host.ledger().totals();
        assertThat(totals.residue()).isZero();
        return totals;
    }

    PackChange install(ZooPack pack) {
        return host.packs().install(pack.in(folder.resolve("made")));
    }

    void installed(ZooPack pack) {
        assertThat(install(pack)).isInstanceOf(PackChange.Activated.class);
    }

    @Override
    public void close() {
        host.close();
    }
}
