package dev.vedette.host.pipeline;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.SourceMark;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The door of the pipeline: counts a record as received and puts it into the journal. */
public final class DurableIntake implements Intake {
    private final Journal journal;
    private final Ledger ledger;
    private final Clock clock;

    public DurableIntake(Journal journal, Ledger ledger, Clock clock) {
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public @Nullable CompletableFuture<Void> offer(RawRecord record) {
        return offer(record, null);
    }

    @Override
    public @Nullable CompletableFuture<Void> offer(RawRecord record, @Nullable SourceMark mark) {
        CompletableFuture<Void> durable = journal.offer(record, mark);
        if (durable == null) {
            return null;
        }
        ledger.received(1);
        return durable.whenComplete((done, failure) -> {
            if (failure != null) {
                ledger.dropped(record.origin(), record.receivedAt(), "journal-failed", 1);
            }
        });
    }

    @Override
    public void onRoom(Runnable once) {
        journal.onRoom(once);
    }

    @Override
    public void dropped(Origin origin, String reason, long records) {
        ledger.received(records);
        ledger.dropped(origin, clock.instant(), reason, records);
    }
}
