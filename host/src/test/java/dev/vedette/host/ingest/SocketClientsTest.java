package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.testing.Clients;
import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clients over sockets: logger, openssl, ruby-gelf. */
@Tag("acceptance")
class SocketClientsTest extends ReceiverTesting {
    @TempDir
    Path folder;

    private static void run(String input, String... command) throws Exception {
        Clients.needs(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @Test
    void openssl_sends_lines() throws Exception {
        Pair own = new TestCertificates(folder).selfSigned("siem", 30);
        Receiver receiver = start(ReceiverSettings.of("tls", ReceiverType.SYSLOG_TCP, 0)
                .withListen(ListenSettings.DEFAULT.withTls(TlsSettings.of(own.certificate(), own.key()))));
        run(
                "<13>Jan  2 03:04:05 host app: by TLS\n",
                "/usr/bin/openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + receiver.port(),
                "-quiet",
                "-no_ign_eof");
        awaitRecords(1);
        assertThat(intake.texts()).containsExactly("<13>Jan  2 03:04:05 host app: by TLS");
    }

    @Test
    void logger_counts_and_does_not() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0));
        String port = String.valueOf(receiver.port());
        for (List<String> more : List.of(List.of("--octet-count", "counted"), List.of("--rfc5424", "line"))) {
            String[] command = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(
                                    "/usr/bin/logger", "--server", "127.0.0.1", "--tcp", "--port", port),
                            more.stream())
                    .toArray(String[]::new);
            run("", command);
        }
        awaitRecords(2);
        assertThat(intake.texts()).anyMatch(text -> text.endsWith("counted")).anyMatch(text -> text.endsWith("line"));
    }

    @Test
    void ruby_gelf_sends_packed_and_chunked_messages() throws Exception {
        Clients.needs("/usr/share/doc/ruby-gelf");
        Receiver receiver = start(ReceiverSettings.of("gelf", ReceiverType.GELF_UDP, 0));
        run(
                "",
                "/usr/bin/ruby",
                "-rgelf",
                "-e",
                "n = GELF::Notifier.new('127.0.0.1', " + receiver.port() + ");"
                        + " n.notify!(short_message: 'small', _team: 'pay');"
                        + " n.notify!(short_message: 'large', full_message: (1..9000).map { |i| (i * 7919 % 104729).to_s }.join(' '))");
        awaitRecords(2);
        assertThat(intake.texts()).anyMatch(text -> text.contains("\"small\"") && text.contains("\"_team\":\"pay\""));
        assertThat(intake.texts()).anyMatch(text -> text.contains("\"large\"") && text.length() > 40_000);
    }
}
