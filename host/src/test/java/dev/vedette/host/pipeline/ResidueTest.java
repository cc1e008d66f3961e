package dev.vedette.host.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger says when a record gets lost, and when senders are only held up. Everything in here is the real thing. */
class ResidueTest {
    @TempDir
    Path temp;

    @Test
    void a_record_discarded_between_journal_and_pipeline_is_a_residue_of_one_and_raises_the_alarm() throws Exception {
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {})) {
            real.pipeline.start();
            real.journal.consumer(batch -> real.pipeline.accept(batch.stream()
                    .filter(one -> !one.record().text().equals("line 500"))
                    .toList()));
            real.offer(1_000);
            await().untilAsserted(() -> {
                assertThat(real.ledger.totals().indexed()).isEqualTo(999);
                assertThat(real.ledger.totals().pending()).isZero();
            });
            assertThat(real.ledger.totals().residue()).isEqualTo(1);
            assertThat(real.alarm.residue()).isZero();
            real.watchTheLedger();
            assertThat(real.alarm.residue()).isEqualTo(1);
            assertThat(real.stored()).isEqualTo(999);
        }
    }

    @Test
    void while_the_pipeline_stands_still_every_record_is_under_way_and_the_alarm_is_silent() throws Exception {
        try (RealPipeline real = new RealPipeline(temp, () -> PipelineContent.EMPTY, event -> {})) {
            CountDownLatch inHand = new CountDownLatch(1);
            real.journal.consumer(batch -> {
                inHand.countDown();
                real.pipeline.accept(batch); // not started yet: the slots are full soon, and this waits
            });
            real.offer(1_000);
            assertThat(inHand.await(10, TimeUnit.SECONDS)).isTrue();
            await().untilAsserted(() -> {
                assertThat(real.ledger.totals().pending()).isEqualTo(1_000);
                assertThat(real.ledger.totals().residue()).isZero();
            });
            real.watchTheLedger();
            assertThat(real.alarm.residue()).isZero();
            real.pipeline.start();
            await().untilAsserted(
                            () -> assertThat(real.ledger.totals().indexed()).isEqualTo(1_000));
            assertThat(real.ledger.totals().residue()).isZero();
        }
    }
}
