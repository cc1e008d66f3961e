package dev.vedette.host.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReceiverTest extends ReceiverTesting {
    private static final char[] NONE = new char[0];

    @TempDir
    Path temp;

    private TestCertificates made;
    private Pair authority;
    private Pair server;

    @BeforeEach
    void certificates() {
        made = new TestCertificates(temp);
        authority = made.authority("authority");
        server = made.signedBy("authority", "server");
    }

    private ReceiverSettings settings(TlsSettings.@Nullable ClientAuth auth) {
        TlsSettings files = new TlsSettings(
                server.certificate(), server.key(), auth == null ? null : authority.certificate(), auth);
        return ReceiverSettings.of("tls", ReceiverType.SYSLOG_TCP, 0).withListen(ListenSettings.DEFAULT.withTls(files));
    }

    private SSLSocket connect(Receiver receiver, @Nullable Pair own, Pair trusted)
            throws IOException, GeneralSecurityException {
        KeyStore trust = store();
        trust.setCertificateEntry("ca", certificates(trusted)[0]);
        TrustManagerFactory trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(trust);
        KeyManager[] keys = null;
        if (own != null) {
            KeyStore mine = store();
            X509Certificate[] chain = certificates(own);
            String text = Files.readString(own.key()).replaceAll("-----[A-Z ]+-----|\\s", "");
            mine.setKeyEntry(
                    "own",
                    KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text))),
                    NONE,
                    chain);
            KeyManagerFactory managing = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managing.init(mine, NONE);
            keys = managing.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusting.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", receiver.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NONE);
        return store;
    }

    private static X509Certificate[] certificates(Pair pair) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pair.certificate())))
                .stream()
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
    }

    @Test
    void counted_and_line_framed_messages_arrive_over_tls() throws Exception {
        Receiver receiver = start(settings(null));
        try (SSLSocket counted = connect(receiver, null, authority);
                SSLSocket lines = connect(receiver, null, authority)) {
            counted.getOutputStream().write(utf8("13 <34>a\nmessage"));
            lines.getOutputStream().write(utf8("<34>a line\n"));
            awaitRecords(2);
        }
        assertThat(intake.texts()).containsExactlyInAnyOrder("<34>a line", "<34>a\nmessage");
        assertThat(intake.records()).allSatisfy(record -> {
            assertThat(record.origin().source()).isEqualTo("tls@127.0.0.1");
            assertThat(record.origin().token()).isNull();
        });
    }

    @Test
    void the_certificate_of_a_sender_is_recorded_and_can_name_its_log_source() throws Exception {
        Pair client = made.signedBy("authority", "fw1");
        Receiver receiver = start(settings(TlsSettings.ClientAuth.OPTIONAL)
                .withBinding(new BindingSettings(null, null, null, SourceName.CERTIFICATE)));
        try (SSLSocket named = connect(receiver, client, authority)) {
            named.getOutputStream().write(utf8("<34>named\n"));
            awaitRecords(1);
        }
        assertThat(intake.records().get(0).origin().token())
                .startsWith("certificate:")
                .contains("CN=fw1");
        assertThat(intake.records().get(0).origin().source()).isEqualTo("tls@fw1");
        try (SSLSocket nameless = connect(receiver, null, authority)) {
            nameless.getOutputStream().write(utf8("<34>nameless\n"));
            awaitRecords(2);
        }
        assertThat(intake.records().get(1).origin().source()).isEqualTo("tls@127.0.0.1");
    }

    @Test
    void where_a_certificate_is_required_none_and_a_strange_one_are_turned_away_and_counted() throws Exception {
        Receiver receiver = start(settings(TlsSettings.ClientAuth.REQUIRED));
        Pair strange = made.selfSigned("stranger", 90);
        for (Pair own : new Pair[] {null, strange}) {
            assertThatThrownBy(() -> {
                        try (SSLSocket socket = connect(receiver, own, authority)) {
                            socket.startHandshake(); // with TLS 1.3 the refusal comes after it
                            socket.getOutputStream().write(utf8("<34>let me in\n"));
                            assertThat(socket.getInputStream().read()).isEqualTo(-1);
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        await().until(() -> receiver.statistics().broken() == 2);
        try (SSLSocket socket = connect(receiver, made.signedBy("authority", "friend"), authority)) {
            socket.getOutputStream().write(utf8("<34>hello\n"));
            awaitRecords(1);
        }
        assertThat(intake.texts()).containsExactly("<34>hello");
    }

    @Test
    void plain_text_on_a_tls_port_is_counted_and_ends_the_connection() throws Exception {
        Receiver receiver = start(settings(null));
        try (Socket plain = connect(receiver)) {
            plain.setSoTimeout(15_000);
            plain.getOutputStream().write(utf8("<34>in plain text\n"));
            while (plain.getInputStream().read() >= 0) {
                // an alert may come first
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        await().until(() -> receiver.statistics().broken() == 1);
        assertThat(intake.size()).isZero();
        assertThat(receiver.statistics().connections()).isZero();
    }

    @Test
    void a_renewed_certificate_is_served_while_old_connections_go_on() throws Exception {
        Pair other = made.authority("other-authority");
        Pair renewed = made.signedBy("other-authority", "renewed");
        Receiver receiver = start(settings(null), Clock.systemUTC());
        try (SSLSocket old = connect(receiver, null, authority)) {
            old.getOutputStream().write(utf8("<34>before\n"));
            awaitRecords(1);
            Files.copy(renewed.certificate(), server.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(renewed.key(), server.key(), StandardCopyOption.REPLACE_EXISTING);
            tls.look();
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                try (SSLSocket fresh = connect(receiver, null, other)) {
                    Certificate[] shown = fresh.getSession().getPeerCertificates();
                    return shown.length > 0;
                }
            });
            old.getOutputStream().write(utf8("<34>after\n"));
            awaitRecords(2);
        }
        assertThat(intake.texts()).isEqualTo(List.of("<34>before", "<34>after"));
    }

    @Test
    void tls_where_nothing_speaks_it_and_names_from_certificates_without_any_are_refused() {
        TlsSettings files = TlsSettings.of(server.certificate(), server.key());
        assertThatThrownBy(() -> ReceiverSettings.of("u", ReceiverType.SYSLOG_UDP, 0)
                        .withListen(ListenSettings.DEFAULT.withTls(files)))
                .hasMessageContaining("'u' has tls, which the type syslog-udp does not speak");
        assertThatThrownBy(() -> ReceiverSettings.of("t", ReceiverType.SYSLOG_TCP, 0)
                        .withBinding(new BindingSettings(null, null, null, SourceName.CERTIFICATE)))
                .hasMessageContaining("client-ca");
        ReceiverSettings missing = ReceiverSettings.of("t", ReceiverType.SYSLOG_TCP, 0)
                .withListen(ListenSettings.DEFAULT.withTls(TlsSettings.of(temp.resolve("no"), server.key())));
        assertThatThrownBy(() -> start(missing))
                .isInstanceOf(ReceiverFailedException.class)
                .hasMessageContaining("Receiver 't': tls: there is no file");
    }
}
