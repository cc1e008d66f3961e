package dev.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("acceptance")
class ServeAcceptanceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Distribution vedette;
    private Path data;

    @BeforeEach
    void unpack() throws Exception {
        vedette = Distribution.unpack(folder);
        data = folder.resolve("data");
    }

    @Test
    void a_thousand_lines_by_logger_and_curl_are_found_before_and_after_a_clean_stop() throws Exception {
        try (RunningHost host = RunningHost.serve(vedette, data)) {
            Path lines = Files.write(
                    folder.resolve("lines.txt"),
                    IntStream.range(0, 400).mapToObj(i -> "over TCP " + i).toList());
            logger("--tcp", "--port", host.port("tcp"), "--octet-count", "--file", lines.toString());
            Path few = Files.write(
                    folder.resolve("few.txt"),
                    IntStream.range(0, 100).mapToObj(i -> "over UDP " + i).toList());
            logger("--udp", "--port", host.port("udp"), "--rfc5424", "--file", few.toString());
            String json = IntStream.range(0, 500)
                    .mapToObj(i -> "{\"message\":\"over HTTP " + i + "\"}\n")
                    .collect(Collectors.joining());
            Path body = Files.writeString(folder.resolve("lines.ndjson"), json);
            assertThat(curl("/api/v1/ingest", "--data-binary", "@" + body)
                            .path("accepted")
                            .asInt())
                    .isEqualTo(500);

            await().atMost(SOON)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(count("")).isEqualTo(1_000));
            JsonNode totals = curl("/api/v1/ledger").path("totals");
            assertThat(totals.path("received").asLong()).isEqualTo(1_000);
            assertThat(totals.path("indexed").asLong()).isEqualTo(1_000);
            assertThat(totals.path("residue").asLong(-1)).isZero();

            assertThat(host.terminate()).as(host.complained()).isIn(0, 143);
            assertThat(host.complained()).doesNotContain("WARN", "ERROR");
        }
        assertThat(data.resolve("cli-endpoint")).doesNotExist();
        assertThat(count("")).as("from a host of the command's own").isEqualTo(1_000);
        assertThat(count("HTTP")).isEqualTo(500);
    }

    @Test
    void a_pack_made_from_the_example_is_installed_into_the_running_host() throws Exception {
        try (RunningHost host = RunningHost.serve(vedette, data)) {
            String line = "session=1 user=carol src=198.51.100.7 event=login-failed reason=\"account locked\"";
            logger("--tcp", "--port", host.port("tcp"), "--tag", "acme-vpn[771]", line);
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> count("") == 1);
            assertThat(count("event.dataset:acme.vpn")).isZero();

            Path pack = zip(Path.of(System.getProperty("vedette.example")), folder.resolve("acme-vpn.zip"));
            Distribution.Ended install = vedette.vedette("pack", "install", "--data", data.toString(), pack.toString());
            assertThat(install.code()).as(install.err()).isZero();
            assertThat(install.out()).contains("com.example.acme-vpn");

            logger("--tcp", "--port", host.port("tcp"), "--tag", "acme-vpn[771]", line);
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> count("event.dataset:acme.vpn") == 1);
            Distribution.Ended offenses = vedette.vedette("offenses", "list", "--json", "--data", data.toString());
            assertThat(offenses.out()).contains("Acme VPN login with a locked account");
            assertThat(curl("/api/v1/ledger").path("totals").path("residue").asLong(-1))
                    .isZero();
            host.terminate();
        }
    }

    @Test
    void files_are_parsed_without_a_host_every_record_in_its_place() throws Exception {
        Path log = Files.writeString(folder.resolve("auth.log"), """
                Nov 22 10:15:01 web1 sshd[7]: Failed password for root from 203.0.113.9 port 4 ssh2
                nobody knows this line
                """);
        Distribution.Ended parse = vedette.vedette("parse", "--at", "2026-11-22T12:00:00Z", log.toString());
        assertThat(parse.code()).as(parse.err()).isZero();
        List<String> lines = parse.out().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode known = new ObjectMapper().readTree(lines.get(0));
        assertThat(known.path("@timestamp").asText()).isEqualTo("2026-11-22T10:15:01Z");
        assertThat(known.path("source.ip").asText()).isEqualTo("203.0.113.9");
        assertThat(known.path("log.file.path").asText()).isEqualTo(log.toString());
        assertThat(known.path("event.sequence").asInt()).isEqualTo(1);
        JsonNode unknown = new ObjectMapper().readTree(lines.get(1));
        assertThat(unknown.path("event.kind").asText()).isEqualTo("pipeline_error");
        assertThat(unknown.path("error.message").asText()).isNotEmpty();
        assertThat(unknown.path("event.original").asText()).isEqualTo("nobody knows this line");
        assertThat(parse.err()).contains("linux.sshd");
        Distribution.Ended detect = vedette.vedette("detect", log.toString());
        assertThat(detect.out().lines()).hasSize(1);
        assertThat(new ObjectMapper().readTree(detect.out()).path("record").asInt())
                .isEqualTo(1);
    }

    @Test
    void wrong_use_is_answered_with_two_and_a_remedy() throws Exception {
        Distribution.Ended unknown = vedette.vedette("serch");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("search");
        Distribution.Ended nothing =
                vedette.vedette("search", "--data", folder.resolve("none").toString());
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("--data");
        assertThat(nothing.out()).isEmpty();
    }

    private void logger(String... arguments) throws IOException, InterruptedException {
        List<String> all = Stream.concat(Stream.of("--server", "127.0.0.1"), Stream.of(arguments))
                .toList();
        Distribution.Ended sent = vedette.client("logger", all.toArray(String[]::new));
        assertThat(sent.code()).as(sent.err()).isZero();
    }

    private long count(String query) throws IOException, InterruptedException {
        Distribution.Ended search = vedette.vedette("search", "--data", data.toString(), "--count", query);
        assertThat(search.code()).as(search.err()).isZero();
        return Long.parseLong(search.out().strip());
    }

    private JsonNode curl(String path, String... arguments) throws IOException, InterruptedException {
        String url = Files.readString(data.resolve("cli-endpoint")).strip();
        String token = Files.readString(data.resolve("cli-token")).strip();
        List<String> all = Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--silent", "--show-error", "--header", "Authorization: Bearer " + token, url + path))
                .toList();
        Distribution.Ended answer = vedette.client("curl", all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isZero();
        return new ObjectMapper().readTree(answer.out());
    }

    private static Path zip(Path source, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(source.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        return target;
    }
}
