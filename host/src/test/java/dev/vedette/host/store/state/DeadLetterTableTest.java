package dev.vedette.host.store.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTableTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private static DeadLetter letter(long position, String client, byte[] bytes) {
        Origin origin = Origin.of(client, "syslog-udp")
                .sender(IpAddress.parse("192.0.2.7"))
                .parser("acme.firewall")
                .build();
        return new DeadLetter(
                position, new RawRecord(bytes, NOON, origin), NOON.plusSeconds(position), "plugin-overran-hard-limit");
    }

    @Test
    void a_record_comes_back_whole_after_a_restart() throws Exception {
        byte[] binary = {0, 1, (byte) 0xff, '\n', 'x'};
        try (StateStore state = StateStore.open(folder)) {
            state.deadLetters().add(letter(7, "acme", binary));
        }
        try (StateStore state = StateStore.open(folder)) {
            List<DeadLetter> letters = state.deadLetters().latest(ClientScope.ALL, 10);
            assertThat(letters).hasSize(1);
            DeadLetter letter = letters.get(0);
            assertThat(letter.position()).isEqualTo(7);
            assertThat(letter.record().bytes()).isEqualTo(binary);
            assertThat(letter.record().receivedAt()).isEqualTo(NOON);
            assertThat(letter.record().origin().source()).isEqualTo("syslog-udp@192.0.2.7");
            assertThat(letter.record().origin().parser()).isEqualTo("acme.firewall");
            assertThat(letter.reason()).isEqualTo("plugin-overran-hard-limit");
        }
    }

    @Test
    void one_client_never_sees_those_of_another_and_the_latest_come_first() throws Exception {
        try (StateStore state = StateStore.open(folder)) {
            for (int i = 1; i <= 5; i++) {
                state.deadLetters().add(letter(i, i % 2 == 0 ? "acme" : "other", new byte[] {(byte) i}));
            }
            assertThat(state.deadLetters().latest(ClientScope.of("acme"), 10))
                    .extracting(DeadLetter::position)
                    .containsExactly(4L, 2L);
            assertThat(state.deadLetters().latest(ClientScope.of("nobody"), 10)).isEmpty();
        }
    }

    @Test
    void the_same_record_abandoned_again_after_a_restart_is_kept_once() throws Exception {
        try (StateStore state = StateStore.open(folder)) {
            state.deadLetters().add(letter(1, "acme", new byte[] {1}));
            state.deadLetters().add(letter(1, "acme", new byte[] {1}));
            assertThat(state.deadLetters().latest(ClientScope.ALL, 10)).hasSize(1);
        }
    }
}
