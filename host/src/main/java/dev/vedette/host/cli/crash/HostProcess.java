package dev.vedette.host.cli.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.host.CommandEndpoint;
import dev.vedette.host.Host;
import dev.vedette.host.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A host in a process of its own, and what this one asks of it. */
final class HostProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START_SECONDS = 120;

    private final Path data;
    private final Process process;
    private final HttpClient http;
    private URI base = URI.create("http://localhost");
    private String token = "";

    private HostProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Starts a process; it is not yet ready to be asked. */
    static HostProcess launch(Path folder, @Nullable Path packs) throws IOException {
        Path data = folder.resolve("data");
        Path config = Files.writeString(folder.resolve("vedette.yml"), """
                # Short, so that kills meet commits, new segments and released ones.
                server: { port: 0 }
                receivers: []
                journal: { segment-bytes: 1048576 }
                pipeline: { commit-interval: 200ms }
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        String home = System.getProperty("vedette.home");
        if (home != null) {
            command.add("-Dvedette.home=" + home);
        }
        command.addAll(
                List.of(Main.class.getName(), "serve", "--data", data.toString(), "--config", config.toString()));
        if (packs != null) {
            command.addAll(List.of("--packs", packs.toString()));
        }
        Files.deleteIfExists(data.resolve(Host.ENDPOINT_FILE)); // of the one that was killed
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("serve.log").toFile()))
                .start();
        return new HostProcess(data, process);
    }

    /** SIGKILL, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM, and waits until it has finished what it had. */
    void stop() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the host does not stop; see serve.log beside its data folder");
        }
    }

    /** Waits until the API answers. */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            Optional<CommandEndpoint.Address> address = CommandEndpoint.read(data);
            if (address.isPresent()) {
                base = address.get().url();
                token = Files.readString(data.resolve(Host.TOKEN_FILE)).strip();
                return;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("the host ended by itself while it started, with code " + process.exitValue()
                        + "; see serve.log beside its data folder");
            }
        }
        throw new IOException(
                "the host is not ready after " + START_SECONDS + " s; see serve.log beside its data" + " folder");
    }

    /**
     * Sends records.
     *
     * @return how many it acknowledged, counted from the first; the rest may be sent again
     * @throws IOException if there was no answer: nobody knows what became of them
     */
    int send(List<String> records) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request("/api/v1/ingest")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", records)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("accepted").asInt();
    }

    /** The ledger's totals. */
    JsonNode ledger() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request("/api/v1/ledger").GET().build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body()).path("totals");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.shutdownNow();
    }
}
