package dev.vedette.host.store.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.CountedBatch;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import dev.vedette.host.correlate.OffenseRepository;
import dev.vedette.host.correlate.SampleOffenses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    private static final Instant TIME = SampleOffenses.TIME;
    private static final CountedBatch NOTHING = new CountedBatch(0, new long[0]);

    @TempDir
    Path folder;

    @Test
    void an_offense_comes_back_as_it_was_after_a_restart() throws IOException {
        Offense offense = SampleOffenses.offense("acme", "203.0.113.9", 61.5, TIME);
        try (StateStore store = StateStore.open(folder)) {
            store.offenses().save(List.of(offense), NOTHING);
        }
        try (StateStore store = StateStore.open(folder)) {
            assertThat(store.offenses().get(ClientScope.ALL, offense.id())).isEqualTo(offense);
            assertThat(store.offenses().open(offense.key(), TIME, TIME)).containsExactly(offense);
            assertThat(store.offenses().open(offense.key(), TIME.plusSeconds(9), TIME.plusSeconds(10)))
                    .isEmpty();
        }
    }

    @Test
    void a_list_is_ranked_and_paged_and_kept_to_its_scope() throws IOException {
        try (StateStore store = StateStore.open(folder)) {
            OffenseRepository offenses = store.offenses();
            Offense low = SampleOffenses.offense("acme", "203.0.113.1", 20, TIME);
            Offense later = SampleOffenses.offense("acme", "203.0.113.2", 50, TIME.plusSeconds(5));
            Offense earlier = SampleOffenses.offense("acme", "203.0.113.3", 50, TIME);
            Offense foreign = SampleOffenses.offense("other", "203.0.113.4", 90, TIME);
            offenses.save(List.of(low, later, earlier, foreign), NOTHING);

            OffensePage page = offenses.list(ClientScope.of("acme"), OffenseFilter.all(2));
            assertThat(page.offenses()).containsExactly(later, earlier);
            assertThat(page.total()).isEqualTo(3);
            assertThat(offenses.list(ClientScope.ALL, OffenseFilter.all(10)).offenses())
                    .containsExactly(foreign, later, earlier, low);
            assertThat(offenses.list(ClientScope.of(), OffenseFilter.all(10)).total())
                    .isZero();
            assertThat(offenses.get(ClientScope.of("acme"), foreign.id())).isNull();
            OffenseFilter byText = new OffenseFilter(null, 30, null, null, "FROM 203.0.113.2", 10, 0);
            assertThat(offenses.list(ClientScope.ALL, byText).offenses()).containsExactly(later);
            OffenseFilter before = OffenseFilter.all(9).between(null, TIME.minusSeconds(3600));
            assertThat(offenses.list(ClientScope.ALL, before).total()).isZero();
        }
    }

    @Test
    void what_was_counted_is_kept_until_it_cannot_be_replayed() throws IOException {
        long[] many = new long[200_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0x9E3779B97F4A7C15L;
        }
        try (StateStore store = StateStore.open(folder)) {
            store.offenses().save(List.of(), new CountedBatch(10, new long[] {Long.MIN_VALUE, 0, -1}));
            store.offenses().save(List.of(), new CountedBatch(20, many));
        }
        try (StateStore store = StateStore.open(folder)) {
            assertThat(store.offenses().counted().get(0).keys()).containsExactly(Long.MIN_VALUE, 0, -1);
            store.offenses().forgetCounted(20);
            assertThat(store.offenses().counted().stream()
                            .flatMapToLong(batch -> java.util.Arrays.stream(batch.keys()))
                            .toArray())
                    .isEqualTo(many);
        }
    }

    @Test
    void the_ledger_adds_up_over_restarts_and_shows_a_residue() throws IOException {
        Instant minute = Instant.parse("2026-11-22T15:03:00Z");
        try (StateStore store = StateStore.open(folder)) {
            keep(store, 100, minute("acme", minute, 10, 7, Map.of("debug", 2L)));
        }
        try (StateStore store = StateStore.open(folder)) {
            assertThat(store.ledger().mark()).isEqualTo(new LedgerMark(100, 50));
            keep(store, 200, minute("acme", minute, 5, 4, Map.of("debug", 1L, "noise", 1L)));
            keep(store, 300, minute("other", minute, 1, 1, Map.of()));
            assertThat(store.ledger().mark()).isEqualTo(new LedgerMark(300, 250));
            List<LedgerMinute> rows = store.ledger().read(ClientScope.of("acme"), minute, minute.plusSeconds(60));
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).received()).isEqualTo(15);
            assertThat(rows.get(0).indexed()).isEqualTo(11);
            assertThat(rows.get(0).filtered()).containsEntry("debug", 3L).containsEntry("noise", 1L);
            assertThat(rows.get(0).residue()).isZero();
            assertThat(rows.get(0).minute()).isEqualTo(minute);
            assertThat(store.ledger().read(ClientScope.ALL, minute.plusSeconds(1), minute.plusSeconds(60)))
                    .isEmpty();
            assertThat(store.ledger().totals(ClientScope.ALL)).hasSize(2);
            assertThat(store.ledger().totals(ClientScope.of("acme")))
                    .singleElement()
                    .satisfies(total -> {
                        assertThat(total.received()).isEqualTo(15);
                        assertThat(total.filtered()).isEqualTo(Map.of("debug", 3L, "noise", 1L));
                    });
        }
    }

    private static void keep(StateStore store, long below, LedgerMinute row) {
        store.ledger().keep(List.of(row), new LedgerMark(below, below - 50), List.of());
    }

    @Test
    void old_minutes_become_hours_hours_become_days_days_go_and_the_sums_stay_exact() throws IOException {
        Instant now = Instant.parse("2026-11-22T15:03:00Z");
        try (StateStore store = StateStore.open(folder)) {
            LedgerTable ledger = store.ledger();
            for (int hour = 0; hour < 24 * 6; hour++) {
                for (int i = 0; i < 3; i++) {
                    Instant at = now.minusSeconds(hour * 3600L + i * 60);
                    keep(store, 100, minute("acme", at, 10, 8, Map.of("debug", 2L)));
                }
            }
            for (int round = 0; round < 2; round++) { // a second time changes nothing
                ledger.rollUp(now, Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(5));
                LedgerMinute total = ledger.totals(ClientScope.ALL).getFirst();
                assertThat(total.received()).isEqualTo(24 * 6 * 30);
                List<LedgerMinute> rows = ledger.read(ClientScope.ALL, Instant.EPOCH, now.plusSeconds(60));
                assertThat(rows).hasSizeLessThan(120).hasSizeGreaterThan(90);
                Instant kept = Instant.parse("2026-11-17T00:00:00Z");
                LedgerMinute sum =
                        ledger.sums(ClientScope.ALL, kept, now.plusSeconds(60)).getFirst();
                long hours = Duration.between(kept, now).toHours();
                assertThat(sum.received()).isBetween(hours * 30, hours * 30 + 30);
                assertThat(sum.residue()).isZero();
            }
            Instant old = now.minus(Duration.ofDays(3));
            keep(store, 100, minute("acme", old, 1, 1, Map.of())); // late, for a day that is rolled up already
            ledger.rollUp(now, Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(5));
            assertThat(ledger.read(ClientScope.ALL, old.minusSeconds(60), old.plusSeconds(60)))
                    .isEmpty();
            assertThat(ledger.sums(ClientScope.ALL, old.truncatedTo(ChronoUnit.DAYS), old.plusSeconds(60))
                            .getFirst()
                            .received())
                    .isEqualTo(24 * 30 + 1);
        }
    }

    @Test
    void a_second_host_on_the_same_folder_is_told_so() throws IOException, InterruptedException {
        try (StateStore first = StateStore.open(folder)) {
            // H2 lets one process open a file twice in itself, so the second host has to be another process.
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Opener.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(second.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(second.waitFor()).as(said).isZero();
            assertThat(said).contains("another host has it open");
            first.settings().put("still", "here");
            assertThat(first.settings().get("still")).isEqualTo("here");
        }
    }

    /** Tries to open the store, and says why it could not. */
    static final class Opener {
        public static void main(String[] arguments) throws IOException {
            try (StateStore store = StateStore.open(Path.of(arguments[0]))) {
                System.out.println("opened " + store);
            } catch (StateStoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void a_file_that_is_no_database_is_an_error_and_not_overwritten() throws IOException {
        Path file = folder.resolve("state.mv.db");
        Files.writeString(file, "not a database, but somebody's text".repeat(500));
        long size = Files.size(file);
        assertThatThrownBy(() -> StateStore.open(folder))
                .isInstanceOf(StateStoreException.class)
                .hasMessageContaining(folder.toString());
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void the_folder_belongs_to_its_owner_alone() throws IOException {
        Path inner = folder.resolve("data/state");
        try (StateStore store = StateStore.open(inner)) {
            assertThat(store.settings().get("nothing")).isNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                    .isEqualTo("rwx------");
        }
    }

    private static LedgerMinute minute(
            String client, Instant minute, long received, long indexed, Map<String, Long> filtered) {
        return new LedgerMinute(
                client,
                "tcp@203.0.113.9",
                minute,
                received,
                indexed,
                new TreeMap<>(filtered),
                new TreeMap<>(),
                new TreeMap<>());
    }
}
