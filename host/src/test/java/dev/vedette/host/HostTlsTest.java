package dev.vedette.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vedette.host.rest.ApiSettings;
import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS: what a client that looks at the certificate sees, before, during and after it is renewed. */
class HostTlsTest {
    @TempDir
    Path temp;

    private Pair used;
    private TestCertificates made;

    @BeforeEach
    void certificate() throws IOException {
        made = new TestCertificates(temp);
        used = new Pair(temp.resolve("used.crt"), temp.resolve("used.key"));
        use(made.selfSigned("first", 90));
    }

    private void use(Pair pair) throws IOException {
        Files.copy(pair.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pair.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
    }

    private HostSettings settings() {
        ApiSettings server = ApiSettings.DEFAULT.withPort(0).withTls(TlsSettings.of(used.certificate(), used.key()));
        return TestHost.settings().withServer(server);
    }

    @Test
    void a_renewed_certificate_is_shown_to_the_next_client_and_the_connection_before_goes_on() throws Exception {
        try (TestHost test = TestHost.start(temp, settings());
                SSLSocket open = connect(test)) {
            assertThat(test.host.url()).hasScheme("https");
            assertThat(shown(open)).isEqualTo("CN=first");
            assertThat(live(open)).startsWith("HTTP/1.1 200");
            use(made.selfSigned("second", 90));
            test.host.tls().look();
            await().untilAsserted(() -> assertThat(shownToAnother(test)).isEqualTo("CN=second"));
            assertThat(live(open)).startsWith("HTTP/1.1 200");

            Files.writeString(used.certificate(), "half a fi");
            test.host.tls().look();
            assertThat(shownToAnother(test)).isEqualTo("CN=second");
            assertThat(HostMetrics.of(test.host)).containsPattern("vedette_tls_files_broken\\{file=\".*used.crt\"} 1");
        }
    }

    @Test
    void the_command_line_is_led_to_its_own_host_by_the_fingerprint_also_after_a_renewal() throws Exception {
        try (TestHost test = TestHost.start(temp, settings())) {
            String before = test.host.endpoint().fingerprint();
            assertThat(before).matches("[0-9a-f]{64}");
            use(made.selfSigned("second", 90));
            test.host.tls().look();
            assertThat(test.host.endpoint().fingerprint())
                    .matches("[0-9a-f]{64}")
                    .isNotEqualTo(before);
        }
        assertThat(CommandEndpoint.read(temp.resolve("data"))).isEmpty();
    }

    @Test
    void old_protocols_and_clear_text_are_not_answered() throws Exception {
        try (TestHost test = TestHost.start(temp, settings())) {
            try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket()) {
                socket.connect(new java.net.InetSocketAddress(
                        "127.0.0.1", test.host.url().getPort()));
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            }
            try (Socket clear =
                    new Socket(InetAddress.getLoopbackAddress(), test.host.url().getPort())) {
                clear.setSoTimeout(5_000);
                clear.getOutputStream().write("GET /health/livez HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = clear.getInputStream().readNBytes(4);
                assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isNotEqualTo("HTTP");
            }
        }
    }

    @Test
    void a_host_that_others_can_reach_starts_with_tls_or_after_a_decision_only() throws Exception {
        ApiSettings open = ApiSettings.DEFAULT.withPort(0).withHost("0.0.0.0");
        assertThatThrownBy(() ->
                        Host.start(TestHost.settings().withServer(open), TestHost.folders(temp), Clock.systemUTC()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("0.0.0.0", "server.tls.certificate", "server.allow-plaintext: true");
        try (TestHost test = TestHost.start(
                temp,
                TestHost.settings()
                        .withServer(Objects.requireNonNull(settings().server()).withHost("0.0.0.0")))) {
            assertThat(test.host.url()).hasScheme("https").hasHost("127.0.0.1");
        }
    }

    private static SSLSocket connect(TestHost test) throws Exception {
        SSLSocket socket = (SSLSocket) trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", test.host.url().getPort());
        socket.setSoTimeout(5_000);
        socket.startHandshake();
        return socket;
    }

    private static String shown(SSLSocket socket) throws Exception {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static String shownToAnother(TestHost test) throws Exception {
        try (SSLSocket next = connect(test)) {
            return shown(next);
        }
    }

    private static String live(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /health/livez HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("}")) {
            answer.append((char) in.read());
        }
        return answer.toString();
    }

    /** Takes any certificate: these tests look at it themselves. */
    private static SSLContext trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }
}
