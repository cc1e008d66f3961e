package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.config.ConfigLoader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small tmpfs, so this needs root on Linux and is skipped elsewhere. */
@Tag("long")
class DiskFullTest {
    private static final int MIB = 1 << 20;
    private static final int BATCH = 200;

    @TempDir
    Path temp;

    private boolean mounted;

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "-l", temp.resolve("data").toString());
        }
    }

    private static void fill(Path ballast, long leave) throws IOException {
        byte[] zeros = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(ballast).getUsableSpace() > leave) {
                out.write(zeros);
            }
        }
    }

    @Test
    void with_a_full_disk_senders_are_pushed_back_and_the_host_goes_on_by_itself_when_there_is_room_again()
            throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", data.toString()) == 0,
                "a tmpfs can be mounted only by root on Linux");
        mounted = true;
        Path config = Files.writeString(temp.resolve("vedette.yml"), """
                server: { port: 0 }
                receivers: []
                journal: { segment-bytes: 1048576, queue-bytes: 2097152, max-bytes: 16777216, retry: 200ms }
                store: { min-free-bytes: 0 }
                pipeline: { commit-interval: 500ms }
                """);
        HostSettings settings = ConfigLoader.load(HostSettings.DEFAULTS, config, Map.of());
        int acknowledged;
        try (TestHost test = TestHost.start(temp, settings)) {
            acknowledged = send(test, 0, 20);
            Path ballast = data.resolve("ballast");
            fill(ballast, MIB / 2);
            int pushedBack = 0;
            for (int i = 0; i < 200 && pushedBack < 5; i++) {
                int accepted = send(test, acknowledged, 1);
                acknowledged += accepted;
                pushedBack += accepted < BATCH ? 1 : 0;
            }
            assertThat(pushedBack).isEqualTo(5);
            assertThat(test.get(test.host.cliToken(), "/health/readyz", 503)
                            .path("status")
                            .asText())
                    .isEqualTo("not ready");
            assertThat(test.host.alarm().residue()).isZero();
            Files.delete(ballast);
            int all = acknowledged;
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(test.host.recovery().underWay()).isNull();
                assertThat(test.host.ledger().totals().pending()).isZero();
                assertThat(test.host.ledger().totals().indexed()).isGreaterThanOrEqualTo(all);
            });
            acknowledged += send(test, acknowledged, 5);
            await().untilAsserted(() ->
                    assertThat(test.host.ledger().totals().pending()).isZero());
            test.host.makeDurable();
            exact(test, acknowledged);
        }
        try (TestHost again = TestHost.start(temp, settings)) {
            await().untilAsserted(() ->
                    assertThat(again.host.ledger().totals().pending()).isZero());
            exact(again, acknowledged);
        }
    }

    /** Numbers that were refused are sent again under the same number, so what is there is what was acknowledged. */
    private static void exact(TestHost test, int acknowledged) throws IOException {
        assertThat(test.host.ledger().totals().residue()).isZero();
        long stored = test.found("");
        assertThat(stored).isEqualTo(test.host.ledger().totals().indexed());
        assertThat(stored).isGreaterThanOrEqualTo(acknowledged);
    }

    /** Sends some batches; how many records were acknowledged. */
    private static int send(TestHost test, int from, int batches) throws Exception {
        int acknowledged = 0;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < batches; i++) {
                int first = from + acknowledged;
                HttpRequest request = HttpRequest.newBuilder(test.host.url().resolve("/api/v1/ingest"))
                        .timeout(Duration.ofSeconds(3))
                        .header("Authorization", "Bearer " + test.host.cliToken())
                        .POST(HttpRequest.BodyPublishers.ofString(
                                String.join("\n", HostRestartTest.lines(first, first + BATCH))))
                        .build();
                try {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    JsonNode body = new ObjectMapper().readTree(answer.body());
                    assertThat(answer.statusCode()).isIn(200, 429, 503);
                    if (answer.statusCode() == 429) {
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    }
                    acknowledged += body.path("accepted").asInt();
                } catch (java.net.http.HttpTimeoutException e) {
                    return acknowledged; // not answered is not acknowledged; it may be there later
                }
            }
        }
        return acknowledged;
    }
}
