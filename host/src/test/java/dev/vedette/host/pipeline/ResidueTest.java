package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.correlate.OffenseSettings;
import dev.vedette.host.flow.Exporters;
import dev.vedette.host.flow.FlowSettings;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.pack.PackGuard;
import dev.vedette.host.parse.ParseSettings;
import dev.vedette.host.query.Condition;
import dev.vedette.host.query.SearchPlan;
import dev.vedette.host.reference.Clients;
import dev.vedette.host.store.LuceneEventStore;
import dev.vedette.host.store.StoreSettings;
import dev.vedette.host.store.state.StateStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says when a record gets lost, and when senders are only held up. Everything in here is the real thing. */
class ResidueTest {
    private static final SearchPlan ALL =
            new SearchPlan(new Condition.Everything(), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), 0);

    @TempDir
    Path temp;

    private final Clock clock = Clock.systemUTC();
    private final PackGuard guard = new PackGuard();
    private StateStore state;
    private LuceneEventStore store;
    private Journal journal;
    private Pipeline pipeline;
    private Ledger ledger;
    private ResidueAlarm alarm;

    @BeforeEach
    void a_pipeline_behind_a_journal() throws Exception {
        Clients clients = Clients.of(List.of());
        state = StateStore.open(temp.resolve("state"));
        store = LuceneEventStore.open(temp.resolve("events"), StoreSettings.defaults(), clock);
        journal = Journal.open(temp.resolve("journal"), JournalSettings.defaults(), clock);
        ledger = new Ledger(() -> journal.queued() + pipeline.pending());
        alarm = new ResidueAlarm(ledger);
        FlowSettings flows = FlowSettings.of(Set.of());
        PipelineSettings settings = new PipelineSettings(2, 16, 1, 100, 1_000, Duration.ofSeconds(10));
        pipeline = Pipeline.of(
                settings,
                new PipelineParts(
                        () -> PipelineContent.EMPTY,
                        guard,
                        ParseSettings.defaults(),
                        flows,
                        new Exporters(flows),
                        clients,
                        store,
                        new OffenseEngine(state.offenses(), clients, OffenseSettings.DEFAULTS, clock),
                        ledger,
                        state.deadLetters(),
                        clock),
                0,
                0);
    }

    @AfterEach
    void stop() throws Exception {
        journal.close();
        pipeline.drain(Duration.ofSeconds(10));
        store.close();
        state.close();
        guard.close();
    }

    private void offer(int records) {
        DurableIntake intake = new DurableIntake(journal, ledger, clock);
        Origin origin = Origin.of("default", "test").build();
        for (int i = 0; i < records; i++) {
            RawRecord record = new RawRecord(("line " + i).getBytes(StandardCharsets.UTF_8), clock.instant(), origin);
            assertThat(intake.offer(record)).isNotNull();
        }
    }

    @Test
    void a_record_discarded_between_journal_and_pipeline_is_a_residue_of_one_and_raises_the_alarm() {
        Consumer<List<JournaledRecord>> forgetful = batch -> pipeline.accept(batch.stream()
                .filter(one -> !one.record().text().equals("line 500"))
                .toList());
        pipeline.start();
        journal.consumer(forgetful);
        offer(1_000);
        await().untilAsserted(() -> {
            assertThat(ledger.totals().indexed()).isEqualTo(999);
            assertThat(ledger.totals().pending()).isZero();
        });
        assertThat(ledger.totals().residue()).isEqualTo(1);
        assertThat(alarm.residue()).isZero();
        for (int i = 0; i < ResidueAlarm.READINGS; i++) {
            alarm.check();
        }
        assertThat(alarm.residue()).isEqualTo(1);
        assertThat(store.count(ClientScope.ALL, ALL)).isEqualTo(999);
    }

    @Test
    void while_the_pipeline_stands_still_every_record_is_under_way_and_the_alarm_is_silent() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        journal.consumer(batch -> {
            inHand.countDown();
            pipeline.accept(batch); // not started yet: the slots are full soon, and this waits
        });
        offer(1_000);
        assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> {
            assertThat(ledger.totals().pending()).isEqualTo(1_000);
            assertThat(ledger.totals().residue()).isZero();
        });
        for (int i = 0; i < 10; i++) {
            alarm.check();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(alarm.residue()).isZero();
        pipeline.start();
        await().untilAsserted(() -> assertThat(ledger.totals().indexed()).isEqualTo(1_000));
        assertThat(ledger.totals().residue()).isZero();
    }
}
