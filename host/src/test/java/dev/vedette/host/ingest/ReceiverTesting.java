package dev.vedette.host.ingest;

import dev.vedette.host.ingest.follow.FollowedFiles;
import dev.vedette.host.tls.TlsFiles;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Vert.x, a fake intake and one receiver. */
abstract class ReceiverTesting {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    final FakeIntake intake = new FakeIntake();

    @TempDir
    Path notes;

    FollowedFiles followed;
    final TlsFiles tls = TlsFiles.start(Clock.systemUTC());
    Vertx vertx;
    private Receivers receivers;

    @BeforeEach
    void startVertx() {
        followed = FollowedFiles.in(notes);
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stopVertx() throws Exception {
        stopReceivers();
        tls.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    void stopReceivers() {
        if (receivers != null) {
            intake.room(Long.MAX_VALUE);
            receivers.close();
        }
    }

    Receiver start(ReceiverSettings settings) {
        return start(settings, CLOCK);
    }

    Receiver start(ReceiverSettings settings, Clock clock) {
        return start(settings, clock, Admission.NOBODY);
    }

    Receiver start(ReceiverSettings settings, Clock clock, Admission admission) {
        receivers = Receivers.start(
                new IngestSettings(List.of(settings)),
                new ReceiverParts(vertx, intake, clock, tls, List::of, admission, followed));
        return receivers.all().get(0);
    }

    static Socket connect(Receiver receiver) throws IOException {
        Socket socket = new Socket("127.0.0.1", receiver.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void awaitRecords(int count) {
        awaitRecords(count, Duration.ofSeconds(20));
    }

    void awaitRecords(int count, Duration patience) {
        Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(5)).until(() -> intake.size() >= count);
    }
}
