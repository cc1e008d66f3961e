package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:30Z");

    private final AtomicLong pending = new AtomicLong();
    private final Ledger ledger = new Ledger(pending::get);

    private static JournaledRecord record(long position, String client, String source) {
        return new JournaledRecord(
                position,
                new RawRecord(
                        new byte[0],
                        NOON,
                        Origin.of(client, "test").source(source).build()));
    }

    private static JournaledRecord record(long position) {
        return record(position, "acme", "fw1");
    }

    @Test
    void every_term_is_counted_where_it_happens_and_the_residue_is_zero() {
        ledger.received(5);
        ledger.indexed(record(1));
        ledger.filtered(record(2), "header-line");
        ledger.deadLettered(record(3), "hard-limit");
        ledger.dropped(record(4).record().origin(), NOON, "queue-full", 1);
        pending.set(1);
        LedgerTotals totals = ledger.totals();
        assertThat(totals.settled()).isEqualTo(4);
        assertThat(totals.residue()).isZero();
        assertThat(totals.filteredBy()).containsEntry("header-line", 1L);
        assertThat(totals.droppedBy()).containsEntry("queue-full", 1L);
    }

    @Test
    void a_record_that_nobody_accounts_for_is_a_residue_and_raises_the_alarm() {
        ledger.received(2);
        ledger.indexed(record(1)); // the other one was lost by a bug
        ResidueAlarm alarm = new ResidueAlarm(ledger);
        for (int i = 1; i < ResidueAlarm.READINGS; i++) {
            alarm.check();
            assertThat(alarm.residue()).isZero();
        }
        alarm.check();
        assertThat(alarm.residue()).isEqualTo(1);
        ledger.indexed(record(2));
        for (int i = 0; i < ResidueAlarm.READINGS; i++) {
            alarm.check();
        }
        assertThat(alarm.residue()).isZero();
    }

    @Test
    void a_chapter_holds_the_records_below_the_next_whenever_they_come_to_their_end() {
        ledger.journaled(List.of(record(10), record(20)));
        ledger.beginChapter(5);
        ledger.journaled(List.of(record(30)));
        ledger.indexed(record(30));
        ledger.indexed(record(10));
        Ledger.Chapter second = ledger.last();
        assertThat(second.from()).isEqualTo(21);
        assertThat(second.committed()).isEqualTo(5);
        assertThat(ledger.lastUpTo(20)).isNotEqualTo(second);
        assertThat(ledger.lastUpTo(21)).isEqualTo(second);
        ledger.filtered(record(20), "header-line");
        assertThat(ledger.rowsBefore(second)).singleElement().satisfies(row -> {
            assertThat(row.received()).isEqualTo(2);
            assertThat(row.indexed()).isEqualTo(1);
            assertThat(row.filtered()).containsEntry("header-line", 1L);
        });
        ledger.kept(second, Map.of());
        assertThat(ledger.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.received()).isEqualTo(1));
    }

    @Test
    void without_new_records_no_chapter_begins_and_few_wait() {
        ledger.beginChapter(0);
        assertThat(ledger.last().from()).isZero();
        for (int i = 1; i <= 20; i++) {
            ledger.journaled(List.of(record(i)));
            ledger.beginChapter(0);
        }
        assertThat(ledger.last().from()).isLessThan(6);
        assertThat(ledger.rows().stream().mapToLong(LedgerMinute::received).sum())
                .isEqualTo(20);
    }

    @Test
    void what_is_taken_back_counts_again_and_was_received_once() {
        ledger.received(2);
        ledger.journaled(List.of(record(10), record(20)));
        ledger.indexed(record(10));
        ledger.revived(record(3), "hard-limit", null);
        assertThat(ledger.takeBack()).isEqualTo(2);
        assertThat(ledger.totals().indexed()).isZero();
        assertThat(ledger.totals().received()).isEqualTo(2);
        assertThat(ledger.totals().deadLettered()).isZero();
        ledger.journaled(List.of(record(10), record(20)));
        ledger.indexed(record(10));
        ledger.indexed(record(20));
        assertThat(ledger.totals().residue()).isZero();
        assertThat(ledger.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.indexed()).isEqualTo(2));
    }

    @Test
    void draining_while_counting_loses_and_doubles_nothing() throws Exception {
        LedgerCounts counts = new LedgerCounts();
        Origin origin = record(0).record().origin();
        Thread counter = new Thread(() -> {
            for (int i = 0; i < 200_000; i++) {
                counts.count(origin, NOON, row -> row.indexed++);
            }
        });
        List<LedgerMinute> drained = new ArrayList<>();
        counter.start();
        while (counter.isAlive()) {
            drained.addAll(counts.drain());
        }
        counter.join();
        drained.addAll(counts.drain());
        assertThat(drained.stream().mapToLong(LedgerMinute::indexed).sum()).isEqualTo(200_000);
    }

    @Test
    void rows_are_kept_by_client_source_and_minute_of_receipt() {
        ledger.indexed(record(1, "b", "x"));
        ledger.indexed(record(2, "a", "y"));
        ledger.indexed(record(3, "a", "x"));
        assertThat(ledger.rows())
                .extracting(row -> row.client() + "/" + row.source() + "/" + row.minute())
                .containsExactlyInAnyOrder(
                        "a/x/2026-11-22T12:00:00Z", "a/y/2026-11-22T12:00:00Z", "b/x/2026-11-22T12:00:00Z");
    }

    @Test
    void a_million_sources_share_one_row_beyond_a_number_that_the_memory_bears() {
        for (int i = 0; i < 1_000_000; i++) {
            ledger.indexed(record(i, "acme", "forged" + i));
        }
        List<LedgerMinute> rows = ledger.rows();
        assertThat(rows).hasSize(LedgerCounts.MAX_ROWS + 1);
        assertThat(rows.stream().mapToLong(LedgerMinute::indexed).sum()).isEqualTo(1_000_000);
    }

    @Test
    void rows_that_could_not_be_kept_come_again() {
        LedgerCounts counts = new LedgerCounts();
        Origin origin = record(0).record().origin();
        counts.count(origin, NOON, row -> {
            row.received += 3;
            row.filtered("header-line", 1);
        });
        List<LedgerMinute> drained = counts.drain();
        counts.count(origin, NOON, row -> row.indexed++);
        counts.takeBack(drained);
        assertThat(counts.drain()).singleElement().satisfies(row -> {
            assertThat(row.received()).isEqualTo(3);
            assertThat(row.indexed()).isEqualTo(1);
            assertThat(row.filtered()).containsEntry("header-line", 1L);
        });
    }
}
