package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real clients over sockets: rsyslog (UDP, TCP), logger, openssl, ruby-gelf. */
@Tag("acceptance")
class SocketClientsTest extends ReceiverTesting {
    @TempDir
    Path folder;

    private static void needs(String file) {
        boolean there = Files.exists(Path.of(file));
        if (!there && System.getenv().getOrDefault("VEDETTE_REQUIRE", "").contains("clients")) {
            throw new AssertionError("missing: " + file + "; .ci/run installs it");
        }
        Assumptions.assumeTrue(there, file + " is not installed");
    }

    private static void run(String input, String... command) throws Exception {
        needs(command[0]);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    /** Lets rsyslog read lines from a file and send them by an action. */
    private void rsyslog(String globals, String action, int lines) throws Exception {
        needs("/usr/sbin/rsyslogd");
        Path input = folder.resolve("input.log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("line ").append(i).append(" of rsyslog\n");
        }
        Files.writeString(input, text);
        Path config = Files.writeString(folder.resolve("rsyslog.conf"), globals + """

                global(workDirectory="%s")
                module(load="imfile" PollingInterval="1")
                input(type="imfile" File="%s" Tag="app:" ruleset="out")
                ruleset(name="out") { %s }
                """.formatted(folder, input, action));
        Process process = new ProcessBuilder(
                        "/usr/sbin/rsyslogd",
                        "-n",
                        "-f",
                        config.toString(),
                        "-i",
                        folder.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("rsyslog.out").toFile())
                .start();
        try {
            awaitRecords(lines);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(folder.resolve("rsyslog.out")), e);
        } finally {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(intake.texts().stream().distinct())
                .as(Files.readString(folder.resolve("rsyslog.out")))
                .hasSize(lines)
                .allMatch(line -> line.contains(" of rsyslog"));
    }

    @Test
    void rsyslog_over_udp() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("udp", ReceiverType.SYSLOG_UDP, 0));
        rsyslog(
                "",
                "action(type=\"omfwd\" target=\"127.0.0.1\" port=\"%d\" protocol=\"udp\")".formatted(receiver.port()),
                200);
    }

    @Test
    void rsyslog_over_tcp_with_counts() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0));
        rsyslog("", """
                action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted")\
                """.formatted(receiver.port()), 5_000);
        assertThat(receiver.statistics().broken()).isZero();
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
        needs("/usr/share/doc/ruby-gelf");
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
