package dev.vedette.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.CommandEndpoint;
import dev.vedette.host.testing.TestCertificates;
import dev.vedette.host.testing.TestCertificates.Pair;
import dev.vedette.host.tls.TlsFiles;
import dev.vedette.host.tls.TlsSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedCertificateTest {
    @TempDir
    Path temp;

    @Test
    void only_the_host_with_that_very_certificate_is_spoken_to() throws Exception {
        TestCertificates made = new TestCertificates(temp);
        Pair own = made.selfSigned("own", 30);
        Pair other = made.selfSigned("other", 30);
        TlsSettings settings = TlsSettings.of(own.certificate(), own.key());
        Vertx vertx = Vertx.vertx();
        try (TlsFiles tls = TlsFiles.start(Clock.systemUTC())) {
            HttpServerOptions options = new HttpServerOptions();
            tls.secure(options, settings);
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(request -> request.response().end("{\"well\":true}"))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            URI url = URI.create("https://127.0.0.1:" + server.actualPort());
            String good = tls.fingerprint(settings);
            String bad = tls.fingerprint(TlsSettings.of(other.certificate(), other.key()));
            try (HostClient client = new HostClient(new CommandEndpoint.Address(url, good), "t")) {
                assertThat(client.get("/x").path("well").asBoolean()).isTrue();
            }
            try (HostClient client = new HostClient(new CommandEndpoint.Address(url, bad), "t")) {
                assertThat(client.answers()).isFalse();
                assertThatThrownBy(() -> client.get("/x")).isInstanceOf(CliException.class);
            }
            try (HostClient client = new HostClient(url, AuthorityFile.context(own.certificate()), "t")) {
                assertThat(client.answers()).isTrue();
            }
            try (HostClient client = new HostClient(url, AuthorityFile.context(other.certificate()), "t")) {
                assertThat(client.answers()).isFalse();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
