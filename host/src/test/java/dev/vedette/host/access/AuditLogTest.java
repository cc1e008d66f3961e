package dev.vedette.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.store.state.StateStore;
import dev.vedette.host.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private final SettableClock clock = new SettableClock("2026-01-01T00:00:00Z");

    @TempDir
    Path temp;

    private void write(AuditLog log, int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            clock.pass(Duration.ofSeconds(1));
            log.record(new AuditEntry(
                    clock.instant().plusNanos(123_456),
                    i % 2 == 0 ? "alice" : "bob",
                    AuditAction.SEARCH,
                    i % 3 == 0 ? "acme" : null,
                    Map.of("query", "n:" + i, "text", "ümläut \u0000 \ud83d\ude80")));
        }
    }

    private void sql(String statement) throws Exception {
        String url = "jdbc:h2:file:" + temp.resolve("state").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url, "vedette", "");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private AuditVerdict verify(String head) throws IOException {
        try (StateStore state = StateStore.open(temp)) {
            return new AuditLog(state.access(), clock).verify(head);
        }
    }

    @Test
    void the_chain_goes_on_after_a_restart_and_fits() throws Exception {
        String head;
        try (StateStore state = StateStore.open(temp)) {
            AuditLog log = new AuditLog(state.access(), clock);
            assertThat(log.verify(null)).isEqualTo(new AuditVerdict(0, "0:" + AuditRecord.NONE, null));
            write(log, 10);
            head = log.verify(null).head();
        }
        try (StateStore state = StateStore.open(temp)) {
            AuditLog log = new AuditLog(state.access(), clock);
            write(log, 2_500);
            AuditVerdict verdict = log.verify(head);
            assertThat(verdict.problem()).isNull();
            assertThat(verdict.entries()).isEqualTo(2_510);
        }
    }

    @Test
    void a_record_that_was_changed_taken_out_or_put_in_is_found() throws Exception {
        try (StateStore state = StateStore.open(temp)) {
            write(new AuditLog(state.access(), clock), 10);
        }
        sql("UPDATE audit SET who = 'mallory' WHERE number = 4");
        assertThat(verify(null)).satisfies(verdict -> {
            assertThat(verdict.entries()).isEqualTo(3);
            assertThat(verdict.problem()).contains("record 4");
        });
        sql("UPDATE audit SET who = 'bob' WHERE number = 4");
        assertThat(verify(null).problem()).isNull();
        sql("DELETE FROM audit WHERE number = 7");
        assertThat(verify(null).problem()).contains("record 8");
        sql("UPDATE audit SET action = 'nonsense' WHERE number = 2");
        assertThat(verify(null)).satisfies(verdict -> {
            assertThat(verdict.entries()).isZero();
            assertThat(verdict.problem()).contains("nonsense");
        });
    }

    @Test
    void an_end_that_was_cut_off_is_found_by_a_head_that_somebody_kept() throws Exception {
        String head;
        try (StateStore state = StateStore.open(temp)) {
            AuditLog log = new AuditLog(state.access(), clock);
            write(log, 10);
            head = log.verify(null).head();
        }
        sql("DELETE FROM audit WHERE number > 8");
        assertThat(verify(null).problem()).isNull();
        assertThat(verify(head).problem()).contains(head);
    }

    @Test
    void records_are_found_by_all_that_they_say_page_by_page() throws Exception {
        try (StateStore state = StateStore.open(temp)) {
            AuditLog log = new AuditLog(state.access(), clock);
            Instant start = clock.instant();
            write(log, 10);
            assertThat(numbers(log, new AuditFilter("alice", null, null, null, null, null, 100, 3)))
                    .containsExactly(9L, 7L, 5L);
            assertThat(numbers(log, new AuditFilter("alice", null, null, null, null, null, 5, 3)))
                    .containsExactly(3L, 1L);
            assertThat(numbers(log, new AuditFilter(null, AuditAction.LOGIN, null, null, null, null, 100, 3)))
                    .isEmpty();
            assertThat(numbers(log, new AuditFilter(null, null, "acme", "N:6", null, null, 100, 3)))
                    .containsExactly(7L);
            assertThat(numbers(
                            log,
                            new AuditFilter(
                                    null, null, null, null, start.plusSeconds(2), start.plusSeconds(4), 100, 9)))
                    .containsExactly(3L, 2L);
        }
    }

    private static List<Long> numbers(AuditLog log, AuditFilter filter) throws IOException {
        return log.list(filter).stream().map(AuditRecord::number).toList();
    }

    @Test
    void a_change_that_cannot_be_written_down_does_not_happen_and_searches_are_counted() throws Exception {
        Memory memory = new Memory();
        AuditLog log = new AuditLog(memory, clock);
        write(log, 1);
        memory.full = true;
        write(log, 3);
        assertThatThrownBy(() -> log.record("alice", AuditAction.PACK_INSTALL, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("disk full", "not done");
        assertThat(log.unwritten()).isEqualTo(3);
        memory.full = false;
        write(log, 1);
        assertThat(log.unwritten()).isZero();
        assertThat(memory.records).hasSize(3);
        assertThat(memory.records.get(1).entry()).satisfies(gap -> {
            assertThat(gap.action()).isEqualTo(AuditAction.AUDIT_GAP);
            assertThat(gap.detail()).containsEntry("entries", "3");
        });
        assertThat(log.verify(null).problem()).isNull();
    }

    @Test
    void a_huge_value_is_cut_and_says_so() throws Exception {
        Memory memory = new Memory();
        new AuditLog(memory, clock).record("alice", AuditAction.SEARCH, Map.of("query", "x".repeat(50_000)));
        assertThat(memory.records.getFirst().entry().detail().get("query"))
                .hasSizeLessThan(4_100)
                .endsWith("(50000 characters)");
    }

    /** A database that can be full. */
    private static final class Memory implements AccessRepository {
        private final List<AuditRecord> records = new ArrayList<>();
        private boolean full;

        @Override
        public List<UserAccount> users() {
            return List.of();
        }

        @Override
        public void put(UserAccount user) {}

        @Override
        public List<StoredToken> tokens() {
            return List.of();
        }

        @Override
        public void put(StoredToken token) {}

        @Override
        public void used(Map<String, Instant> lastUsed) {}

        @Override
        public void append(AuditRecord record) throws IOException {
            if (full) {
                throw new IOException("disk full");
            }
            records.add(record);
        }

        @Override
        public List<AuditRecord> audit(AuditFilter filter) {
            return records.isEmpty() ? List.of() : List.of(records.getLast());
        }

        @Override
        public List<AuditRecord> auditAfter(long number, int limit) {
            return records.stream()
                    .filter(record -> record.number() > number)
                    .limit(limit)
                    .toList();
        }
    }
}
