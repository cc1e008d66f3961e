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
                .token("shipper")
                .envelope("hec")
                .build();
        return new DeadLetter(
                position,
                new RawRecord(bytes, NOON, origin),
                NOON.plusSeconds(position),
                "plugin-overran-hard-limit",
                "acme.firewall",
                "acme.firewall did not end in time");
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
            assertThat(letter.record().origin())
                    .isEqualTo(letter(7, "acme", binary).record().origin());
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

    @Test
    void a_filter_names_one_or_those_of_a_source_a_reason_an_extension_or_a_time() throws Exception {
        try (StateStore state = StateStore.open(folder)) {
            DeadLetterTable table = state.deadLetters();
            for (int i = 1; i <= 5; i++) {
                table.add(letter(i, "acme", new byte[] {(byte) i}));
            }
            assertThat(table.list(ClientScope.ALL, DeadLetterFilter.at(3), Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.explanation()).contains("did not end"));
            assertThat(table.list(ClientScope.of("other"), DeadLetterFilter.at(3), Long.MAX_VALUE, 10))
                    .isEmpty();
            DeadLetterFilter all = new DeadLetterFilter(
                    null,
                    "syslog-udp@192.0.2.7",
                    "plugin-overran-hard-limit",
                    "acme.firewall",
                    NOON.plusSeconds(2),
                    NOON.plusSeconds(5));
            assertThat(table.list(ClientScope.of("acme"), all, 4, 10))
                    .extracting(DeadLetter::position)
                    .containsExactly(3L, 2L);
            assertThat(table.count(ClientScope.of("acme"), all)).isEqualTo(3);
            assertThat(table.count(ClientScope.ALL, new DeadLetterFilter(null, null, "else", null, null, null)))
                    .isZero();
        }
    }

    @Test
    void the_oldest_go_beyond_an_age_and_a_size_but_not_while_they_are_replayed() throws Exception {
        try (StateStore state = StateStore.open(folder)) {
            DeadLetterTable table = state.deadLetters();
            for (int i = 1; i <= 6; i++) {
                table.add(letter(i, "acme", new byte[100]));
            }
            table.replaying(List.of(1L));
            assertThat(table.expire(NOON.plusSeconds(3), 10_000)).isEqualTo(1); // the second
            assertThat(table.unfinished(10)).extracting(DeadLetter::position).containsExactly(1L);
            assertThat(table.expire(NOON, 250)).isEqualTo(3);
            assertThat(table.latest(ClientScope.ALL, 10))
                    .extracting(DeadLetter::position)
                    .containsExactly(6L, 5L);
        }
    }

    @Test
    void those_that_come_again_from_the_journal_are_forgotten() throws Exception {
        try (StateStore state = StateStore.open(folder)) {
            state.deadLetters().add(letter(1, "acme", new byte[] {1}));
            state.deadLetters().add(letter(2, "acme", new byte[] {1}));
            state.deadLetters().forgetFrom(2);
            assertThat(state.deadLetters().latest(ClientScope.ALL, 10))
                    .extracting(DeadLetter::position)
                    .containsExactly(1L);
        }
    }
}
