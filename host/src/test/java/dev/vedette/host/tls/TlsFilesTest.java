package dev.vedette.host.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    private final TlsFiles files = TlsFiles.start(Clock.systemUTC());

    @TempDir
    Path temp;

    private TestCertificates made;

    @BeforeEach
    void certificates() {
        made = new TestCertificates(temp);
    }

    @AfterEach
    void close() {
        files.close();
    }

    private static TlsSettings settings(Pair pair) {
        return TlsSettings.of(pair.certificate(), pair.key());
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void good_files_give_options_without_old_protocols_and_weak_ciphers() throws Exception {
        ServerSSLOptions options = files.options(settings(made.selfSigned("host", 90)));
        assertThat(options.getEnabledSecureTransportProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(options.getEnabledCipherSuites())
                .isNotEmpty()
                .allMatch(suite -> suite.contains("GCM") || suite.contains("POLY1305"))
                .noneMatch(suite -> suite.contains("TLS_RSA") || suite.contains("CBC"));
    }

    @Test
    void what_is_wrong_with_a_file_is_said_with_its_name_and_what_to_do() throws Exception {
        Pair one = made.selfSigned("one", 90);
        Pair other = made.selfSigned("other", 90);
        Pair old = made.expired("old");
        Path missing = temp.resolve("missing.crt");
        Path damaged = Files.writeString(
                temp.resolve("damaged.crt"), "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        Path encrypted = Files.writeString(
                temp.resolve("encrypted.key"),
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAA==\n"
                        + "-----END RSA PRIVATE KEY-----\n");
        refused(TlsSettings.of(missing, one.key()), "there is no file " + missing, "'certificate'");
        refused(
                TlsSettings.of(one.certificate(), other.key()),
                one.certificate().toString(),
                "does not fit");
        refused(settings(old), old.certificate().toString(), "has expired");
        refused(TlsSettings.of(one.key(), one.key()), one.key().toString(), "holds no certificate");
        refused(TlsSettings.of(one.certificate(), one.certificate()), "holds no private key");
        refused(TlsSettings.of(damaged, one.key()), damaged.toString(), "cannot be read");
        refused(TlsSettings.of(one.certificate(), encrypted), "openssl pkcs8");
        Path mixed = Files.writeString(
                temp.resolve("mixed.crt"), Files.readString(other.certificate()) + Files.readString(one.certificate()));
        refused(TlsSettings.of(mixed, one.key()), "put it first");
        assertThatThrownBy(() -> new TlsSettings(one.certificate(), one.key(), null, TlsSettings.ClientAuth.REQUIRED))
                .hasMessageContaining("client-ca");
    }

    private void refused(TlsSettings settings, String... parts) {
        assertThatThrownBy(() -> files.options(settings))
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void a_certificate_that_ends_while_the_host_is_stopped_does_not_start() {
        Pair pair = made.selfSigned("host", 2);
        try (TlsFiles later = TlsFiles.start(Clock.offset(Clock.systemUTC(), Duration.ofDays(3)))) {
            assertThatThrownBy(() -> later.options(settings(pair))).hasMessageContaining("has expired");
        }
        try (TlsFiles before = TlsFiles.start(Clock.offset(Clock.systemUTC(), Duration.ofDays(-3)))) {
            assertThatThrownBy(() -> before.options(settings(pair))).hasMessageContaining("clock");
        }
    }

    @Test
    void a_renewed_certificate_is_handed_on_and_a_broken_one_is_not() throws Exception {
        Pair first = made.selfSigned("first", 90);
        Pair second = made.selfSigned("second", 90);
        Pair used = new Pair(temp.resolve("used.crt"), temp.resolve("used.key"));
        copy(first.certificate(), used.certificate());
        copy(first.key(), used.key());
        List<ServerSSLOptions> changes = new ArrayList<>();
        files.watch(settings(used), changes::add);
        String before = files.fingerprint(settings(used));

        files.look();
        assertThat(changes).isEmpty();
        copy(second.certificate(), used.certificate()); // the key comes a moment later
        files.look();
        assertThat(changes).isEmpty();
        assertThat(files.status().getFirst().problem()).contains("does not fit");
        assertThat(files.fingerprint(settings(used))).isEqualTo(before);
        copy(second.key(), used.key());
        files.look();
        assertThat(changes).hasSize(1);
        assertThat(files.status().getFirst().problem()).isNull();
        assertThat(files.fingerprint(settings(used))).isEqualTo(files.fingerprint(settings(second)));

        Files.delete(used.key());
        files.look();
        assertThat(changes).hasSize(1);
        assertThat(files.status().getFirst().problem()).contains("there is no file");
    }
}
