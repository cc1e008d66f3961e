package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.store.state.LedgerMinute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:30Z");

    private final AtomicLong pending = new AtomicLong();
    private final Ledger ledger = new Ledger(pending::get);

    private static RawRecord record(String client, String source) {
        return new RawRecord(
                new byte[0], NOON, Origin.of(client, "test").source(source).build());
    }

    @Test
    void every_term_is_counted_where_it_happens_and_the_residue_is_zero() {
        RawRecord record = record("acme", "fw1");
        ledger.received(record.origin(), NOON, 5);
        ledger.indexed(record);
        ledger.filtered(record, "header-line");
        ledger.deadLettered(record, "hard-limit");
        ledger.dropped(record.origin(), NOON, "queue-full", 1);
        pending.set(1);
        LedgerTotals totals = ledger.totals();
        assertThat(totals.settled()).isEqualTo(4);
        assertThat(totals.residue()).isZero();
        assertThat(totals.filteredBy()).containsEntry("header-line", 1L);
        assertThat(totals.droppedBy()).containsEntry("queue-full", 1L);
    }

    @Test
    void a_record_that_nobody_accounts_for_is_a_residue_and_raises_the_alarm() {
        RawRecord record = record("acme", "fw1");
        ledger.received(record.origin(), NOON, 2);
        ledger.indexed(record); // the other one was lost by a bug
        ResidueAlarm alarm = new ResidueAlarm(ledger);
        for (int i = 1; i < ResidueAlarm.READINGS; i++) {
            alarm.check();
            assertThat(alarm.residue()).isZero();
        }
        alarm.check();
        assertThat(alarm.residue()).isEqualTo(1);
        ledger.dropped(record.origin(), NOON, "found-again", 1);
        for (int i = 0; i < ResidueAlarm.READINGS; i++) {
            alarm.check();
        }
        assertThat(alarm.residue()).isZero();
    }

    @Test
    void draining_while_counting_loses_and_doubles_nothing() throws Exception {
        RawRecord record = record("acme", "fw1");
        Thread counter = new Thread(() -> {
            for (int i = 0; i < 200_000; i++) {
                ledger.indexed(record);
            }
        });
        List<LedgerMinute> drained = new ArrayList<>();
        counter.start();
        while (counter.isAlive()) {
            drained.addAll(ledger.drain());
        }
        counter.join();
        drained.addAll(ledger.drain());
        assertThat(drained.stream().mapToLong(LedgerMinute::indexed).sum()).isEqualTo(200_000);
        assertThat(ledger.totals().indexed()).isEqualTo(200_000);
    }

    @Test
    void rows_are_kept_by_client_source_and_minute_of_receipt() {
        ledger.indexed(record("b", "x"));
        ledger.indexed(record("a", "y"));
        ledger.indexed(record("a", "x"));
        assertThat(ledger.drain())
                .extracting(row -> row.client() + "/" + row.source() + "/" + row.minute())
                .containsExactly("a/x/2026-11-22T12:00:00Z", "a/y/2026-11-22T12:00:00Z", "b/x/2026-11-22T12:00:00Z");
    }

    @Test
    void a_flood_of_sources_shares_one_row() {
        for (int i = 0; i < Ledger.MAX_ROWS + 10; i++) {
            ledger.indexed(record("acme", "forged" + i));
        }
        List<LedgerMinute> rows = ledger.drain();
        assertThat(rows).hasSize(Ledger.MAX_ROWS + 1);
        assertThat(rows.stream().mapToLong(LedgerMinute::indexed).sum()).isEqualTo(Ledger.MAX_ROWS + 10);
    }

    @Test
    void rows_that_could_not_be_kept_come_again() {
        ledger.received(record("a", "x").origin(), NOON, 3);
        ledger.filtered(record("a", "x"), "header-line");
        List<LedgerMinute> drained = ledger.drain();
        ledger.indexed(record("a", "x"));
        ledger.takeBack(drained);
        assertThat(ledger.drain()).singleElement().satisfies(row -> {
            assertThat(row.received()).isEqualTo(3);
            assertThat(row.indexed()).isEqualTo(1);
            assertThat(row.filtered()).containsEntry("header-line", 1L);
        });
        assertThat(ledger.totals().received()).isEqualTo(3);
    }
}
