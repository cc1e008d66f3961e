package dev.vedette.acceptance.connectors;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import dev.vedette.host.ingest.Intake;
import dev.vedette.host.ingest.SourceMarks;
import dev.vedette.host.ingest.pull.ConnectorSettings;
import dev.vedette.host.ingest.pull.ConnectorStatus;
import dev.vedette.host.ingest.pull.Connectors;
import dev.vedette.host.journal.Journal;
import dev.vedette.host.journal.JournalSettings;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.journal.SourceMark;
import dev.vedette.host.store.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a host keeps of a connector: a real journal, and the state database where a checkpoint puts the marks. Behind the
 * journal there is a list. Open it again in the same folder, and the journal is replayed as after a kill.
 */
final class Keeper implements AutoCloseable {
    private final StateStore state;
    private final Journal journal;
    private final SourceMarks marks;
    private final Connectors connectors;
    private final List<JournaledRecord> kept = new CopyOnWriteArrayList<>();
    private final CountDownLatch forced;
    private int room;

    private Keeper(Path folder, ConnectorSettings settings, int room, boolean forces) throws IOException {
        this.room = room;
        this.forced = new CountDownLatch(forces ? 0 : 1);
        this.state = StateStore.open(folder.resolve("state"));
        this.journal = Journal.open(folder.resolve("journal"), JournalSettings.defaults(), Clock.systemUTC());
        this.marks = new SourceMarks(state.marks(), journal::nextPosition);
        journal.replay(0, this::keep);
        journal.consumer(this::keep);
        this.connectors = Connectors.start(List.of(settings), new Door(), marks, List::of, Clock.systemUTC());
    }

    static Keeper open(Path folder, ConnectorSettings settings) throws IOException {
        return new Keeper(folder, settings, Integer.MAX_VALUE, true);
    }

    /** Takes so many records and then no more, as if it were killed there. */
    static Keeper dyingAfter(int records, Path folder, ConnectorSettings settings) throws IOException {
        return new Keeper(folder, settings, records, true);
    }

    /** Its disk does not say that anything is durable until {@link #force}. */
    static Keeper slow(Path folder, ConnectorSettings settings) throws IOException {
        return new Keeper(folder, settings, Integer.MAX_VALUE, false);
    }

    private void keep(List<JournaledRecord> records) {
        marks.note(records);
        kept.addAll(records);
    }

    private final class Door implements Intake {
        @Override
        public @Nullable CompletableFuture<Void> offer(RawRecord record) {
            throw new AssertionError("a connector's record has a mark");
        }

        @Override
        public @Nullable CompletableFuture<Void> offer(RawRecord record, @Nullable SourceMark mark) {
            if (room == 0) {
                return new CompletableFuture<>(); // the dead answer nothing
            }
            CompletableFuture<Void> durable = journal.offer(record, mark);
            if (durable == null) {
                return null;
            }
            room--;
            return durable.thenCombineAsync(CompletableFuture.runAsync(Keeper.this::awaitForce), (a, b) -> a);
        }

        @Override
        public void onRoom(Runnable once) {
            journal.onRoom(once);
        }

        @Override
        public void dropped(Origin origin, String reason, long records) {
            throw new AssertionError("a connector drops nothing");
        }
    }

    private void awaitForce() {
        try {
            forced.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void force() {
        forced.countDown();
    }

    /** What a checkpoint does with the marks. */
    void checkpoint() {
        marks.keep();
    }

    ConnectorStatus status() {
        return connectors.status().getFirst();
    }

    List<JournaledRecord> kept() {
        return kept;
    }

    List<String> texts() {
        return kept.stream()
                .map(record -> new String(record.record().bytes(), StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    @Override
    public void close() {
        try {
            connectors.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        force();
        try {
            journal.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        state.close();
    }
}
