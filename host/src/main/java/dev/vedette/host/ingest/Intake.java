package dev.vedette.host.ingest;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.journal.SourceMark;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where receivers hand their records in; implemented by the pipeline. Thread-safe, and never blocks. */
public interface Intake {
    /**
     * Offers a record.
     *
     * @return null when there is no room: the record was not taken, hold the sender back. Otherwise a future that
     *     completes when the record is durable, and fails when it could not be made so
     */
    @Nullable
    CompletableFuture<Void> offer(RawRecord record);

    /**
     * The same for a source that is read, not listened to.
     *
     * @param mark how far it has been taken in with this record: both are durable together, or neither
     */
    default @Nullable CompletableFuture<Void> offer(RawRecord record, @Nullable SourceMark mark) {
        return offer(record);
    }

    /**
     * Runs {@code once} one time, when there is room: at once if there is already, otherwise later and on another
     * thread. It must not block.
     */
    void onRoom(Runnable once);

    /**
     * Counts records that a receiver got and could not keep: they are received and dropped in the ledger.
     *
     * @param reason a short constant, for example {@code queue-full}
     */
    void dropped(Origin origin, String reason, long records);
}
