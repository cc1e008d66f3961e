package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.host.testing.Clients;
import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsyslog and syslog-ng send what they read from a file, with the configuration that docs/receivers.md gives for them. */
@Tag("acceptance")
class SyslogDaemonsTest extends ReceiverTesting {
    /** rsyslog's gtls driver makes Diffie-Hellman parameters before it connects: seconds, and more on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int LINES = 2_000;

    @TempDir
    Path folder;

    @Test
    void rsyslog_over_udp() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("udp", ReceiverType.SYSLOG_UDP, 0));
        rsyslog("", """
                action(type="omfwd" target="127.0.0.1" port="%d" protocol="udp")\
                """.formatted(receiver.port()), 200);
    }

    @Test
    void rsyslog_over_tcp_with_counts() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0));
        rsyslog("", """
                action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted")\
                """.formatted(receiver.port()), LINES);
        assertThat(receiver.statistics().broken()).isZero();
    }

    @Test
    void rsyslog_over_tls_knows_the_receiver_by_name() throws Exception {
        Pair own = new TestCertificates(folder).selfSigned("siem", 30);
        Receiver receiver = tls(TlsSettings.of(own.certificate(), own.key()), SourceName.ADDRESS);
        rsyslog(
                "global(DefaultNetstreamDriverCAFile=\"%s\")".formatted(own.certificate()),
                """
                action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                       StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name"
                       StreamDriverPermittedPeers="siem" action.resumeRetryCount="-1")\
                """.formatted(receiver.port()),
                LINES);
        assertThat(receiver.statistics().broken()).isZero();
    }

    @Test
    void rsyslog_over_tls_with_a_certificate_of_its_own() throws Exception {
        Authority made = new Authority(folder);
        Receiver receiver = tls(made.required(), SourceName.CERTIFICATE);
        rsyslog(
                """
                global(DefaultNetstreamDriverCAFile="%s"
                       DefaultNetstreamDriverCertFile="%s" DefaultNetstreamDriverKeyFile="%s")
                """.formatted(made.own.certificate(), made.client.certificate(), made.client.key()),
                """
                action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                       StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name"
                       StreamDriverPermittedPeers="siem" action.resumeRetryCount="-1")\
                """.formatted(receiver.port()),
                LINES);
        assertThat(intake.records().get(0).origin().source()).isEqualTo("tls@fw1");
        assertThat(receiver.statistics().broken()).isZero();
    }

    @Test
    void syslog_ng_over_tcp_with_lines() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0));
        syslogNg("network(\"127.0.0.1\" port(%d) transport(\"tcp\"));".formatted(receiver.port()));
        assertThat(intake.texts().get(0)).matches("<13>[A-Z][a-z]{2} .* line 0 of the input");
    }

    @Test
    void syslog_ng_over_tcp_with_counts_in_rfc_5424() throws Exception {
        Receiver receiver = start(ReceiverSettings.of("tcp", ReceiverType.SYSLOG_TCP, 0));
        syslogNg("syslog(\"127.0.0.1\" port(%d) transport(\"tcp\"));".formatted(receiver.port()));
        assertThat(intake.texts().get(0)).matches("<13>1 \\d{4}-.* line 0 of the input");
        assertThat(receiver.statistics().broken()).isZero();
    }

    @Test
    void syslog_ng_over_tls_with_a_certificate_of_its_own() throws Exception {
        Authority made = new Authority(folder);
        Receiver receiver = tls(made.required(), SourceName.CERTIFICATE);
        syslogNg("""
                syslog("127.0.0.1" port(%d) transport("tls")
                       tls(ca-file("%s") cert-file("%s") key-file("%s")));
                """.formatted(receiver.port(), made.own.certificate(), made.client.certificate(), made.client.key()));
        assertThat(intake.records().get(0).origin().source()).isEqualTo("tls@fw1");
        assertThat(receiver.statistics().broken()).isZero();
    }

    /** An authority, the receiver's certificate and a sender's. */
    private static final class Authority {
        private final Pair own;
        private final Pair server;
        private final Pair client;

        Authority(Path folder) {
            TestCertificates made = new TestCertificates(folder);
            own = made.authority("authority");
            server = made.signedBy("authority", "siem");
            client = made.rsaSignedBy("authority", "fw1");
        }

        TlsSettings required() {
            return new TlsSettings(
                    server.certificate(), server.key(), own.certificate(), TlsSettings.ClientAuth.REQUIRED);
        }
    }

    private Receiver tls(TlsSettings files, SourceName sourceName) {
        return start(ReceiverSettings.of("tls", ReceiverType.SYSLOG_TCP, 0)
                .withListen(ListenSettings.DEFAULT.withTls(files))
                .withBinding(new BindingSettings(null, null, null, sourceName)));
    }

    private void rsyslog(String globals, String action, int lines) throws Exception {
        Clients.needsRsyslog(globals.isEmpty() ? "imfile.so" : "lmnsd_gtls.so");
        Path input = input(lines);
        Path config = Files.writeString(folder.resolve("rsyslog.conf"), globals + """

                global(workDirectory="%s")
                module(load="imfile" PollingInterval="1")
                input(type="imfile" File="%s" Tag="app:" ruleset="out")
                ruleset(name="out") { %s }
                """.formatted(folder, input, action));
        Path pid = folder.resolve("pid");
        sends(lines, "/usr/sbin/rsyslogd", "-n", "-f", config.toString(), "-i", pid.toString());
    }

    private void syslogNg(String destination) throws Exception {
        String program = System.getenv().getOrDefault("VEDETTE_SYSLOG_NG", "/usr/sbin/syslog-ng");
        Clients.needs(program);
        Path input = input(LINES);
        Path config = Files.writeString(folder.resolve("syslog-ng.conf"), """
                @version: 3.38
                source s { file("%s" flags(no-parse)); };
                destination d { %s };
                log { source(s); destination(d); flags(flow-control); };
                """.formatted(input, destination));
        sends(
                LINES,
                program,
                "--foreground",
                "--stderr",
                "--no-caps",
                "--cfgfile=" + config,
                "--persist-file=" + folder.resolve("persist"),
                "--pidfile=" + folder.resolve("pid"),
                "--control=" + folder.resolve("control"));
    }

    private Path input(int lines) throws Exception {
        return Files.writeString(
                folder.resolve("input.txt"),
                IntStream.range(0, lines)
                        .mapToObj(i -> "line " + i + " of the input\n")
                        .collect(Collectors.joining()));
    }

    /** Runs a daemon until that many lines are here, each once. */
    private void sends(int lines, String... command) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            awaitRecords(lines, PATIENCE);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(Files.readString(said), e);
        } finally {
            process.destroy();
            process.waitFor();
        }
        assertThat(intake.texts())
                .as(Files.readString(said))
                .hasSize(lines)
                .allMatch(line -> line.endsWith(" of the input"))
                .doesNotHaveDuplicates();
    }
}
