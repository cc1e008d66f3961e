package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.testing.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clients: curl as HEC and {@code _bulk}, rsyslog with omelasticsearch. */
@Tag("acceptance")
class HttpClientsTest extends HttpTesting {
    @TempDir
    private Path folder;

    private String curl(String... arguments) throws Exception {
        Clients.needs("/usr/bin/curl");
        List<String> command = Stream.concat(
                        Stream.of("/usr/bin/curl", "--silent", "--show-error", "--max-time", "20"),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void curl_sends_events_to_the_collector() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("hec", ReceiverType.HEC, 0), CLOCK, ONE);
        String url = "http://127.0.0.1:" + receiver.port() + "/services/collector";
        assertThat(curl(url + "/event", "-H", "Authorization: Splunk " + SECRET, "-d", "{\"event\":\"by curl\"}"))
                .isEqualTo("{\"text\":\"Success\",\"code\":0}");
        Path lines = Files.write(
                folder.resolve("lines"),
                IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toList());
        assertThat(curl(url + "/raw", "-u", "x:" + SECRET, "--data-binary", "@" + lines)) // 100-continue on the way
                .isEqualTo("{\"text\":\"Success\",\"code\":0}");
        assertThat(intake.size()).isEqualTo(20_001);
    }

    @Test
    void curl_sends_documents_in_bulk() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("es", ReceiverType.ELASTIC_BULK, 0), CLOCK, ONE);
        Path body = Files.writeString(
                folder.resolve("bulk"), "{\"create\":{\"_index\":\"i\"}}\n{\"message\":\"by curl\"}\n".repeat(5_000));
        String answer = curl(
                "http://127.0.0.1:" + receiver.port() + "/_bulk",
                "-u",
                "elastic:" + SECRET,
                "-H",
                "Content-Type: application/x-ndjson",
                "--data-binary",
                "@" + body);
        assertThat(answer).contains("\"errors\":false,\"items\":[");
        assertThat(intake.size()).isEqualTo(5_000);
    }

    @Test
    void rsyslog_sends_what_it_reads() throws Exception {
        Clients.needsRsyslog("omelasticsearch.so");
        Receiver receiver = start(ReceiverSettings.of("es", ReceiverType.ELASTIC_BULK, 0), CLOCK, ONE);
        Path log = Files.write(
                folder.resolve("in.log"),
                IntStream.range(0, 500).mapToObj(i -> "line " + i).toList());
        Path config =
                Files.writeString(folder.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s")
                module(load="imfile")
                module(load="omelasticsearch")
                template(name="doc" type="list" option.jsonf="on") {
                  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
                  property(outname="host.hostname" name="hostname" format="jsonf")
                  property(outname="log.syslog.appname" name="programname" format="jsonf")
                  property(outname="message" name="msg" format="jsonf")
                }
                input(type="imfile" file="%2$s" tag="app:")
                action(type="omelasticsearch" server="127.0.0.1" serverport="%3$d" uid="rsyslog" pwd="%4$s"
                       template="doc" bulkmode="on" searchType="" searchIndex="rsyslog" errorFile="%1$s/errors")
                """.formatted(folder, log, receiver.port(), SECRET));
        Process rsyslog = rsyslog(config);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> intake.texts().stream().anyMatch(text -> text.contains("line 499")));
            List<String> lines = intake.texts().stream()
                    .filter(text -> text.contains("\"line "))
                    .toList();
            assertThat(lines).hasSize(500);
            assertThat(lines.getLast())
                    .startsWith("{\"@metadata\":{\"index\":\"rsyslog\"},")
                    .contains("line 499");
            assertThat(folder.resolve("errors")).doesNotExist();
        } finally {
            rsyslog.destroy();
            rsyslog.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process rsyslog(Path config) throws IOException {
        return new ProcessBuilder(
                        "/usr/sbin/rsyslogd",
                        "-n",
                        "-f",
                        config.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslog.out").toFile())
                .start();
    }
}
