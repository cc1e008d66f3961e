package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterTable;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Publishes what became of a batch of dead letters. One lane uses it, or whoever took that over. */
final class RevivalOutlet implements Outlet {
    private static final int MOST_WAITS = 3; // a slot makes a dead letter of what it cannot publish before that

    private final Map<Long, DeadLetter> letters = new HashMap<>();
    private final EventStore store;
    private final OffenseEngine offenses;
    private final Ledger ledger;
    private final DeadLetterTable deadLetters;
    private final Object checkpoint;
    private final Clock clock;
    private volatile @Nullable IOException trouble;
    private int waits; // since something was published
    private volatile long replayed;
    private volatile long failed;

    /** @param checkpoint the lock under which checkpoints, and roll-backs of the store, are done */
    RevivalOutlet(
            List<DeadLetter> letters,
            EventStore store,
            OffenseEngine offenses,
            Ledger ledger,
            DeadLetterTable deadLetters,
            Object checkpoint,
            Clock clock) {
        letters.forEach(letter -> this.letters.put(letter.position(), letter));
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.checkpoint = checkpoint;
        this.clock = clock;
    }

    @Override
    public boolean publish(Finished finished, boolean again) {
        synchronized (checkpoint) { // else a roll-back may come between an event and the count that lets its letter go
            return publish(finished);
        }
    }

    private synchronized boolean publish(Finished finished) {
        try {
            if (store.needsRollBack()) {
                throw new IOException("a part of the event store has stopped; it goes on when the disk takes writes");
            }
            switch (finished) {
                case Finished.Indexable indexable -> {
                    for (Event event : indexable.events()) {
                        store.appendReplayed(event);
                    }
                    offenses.accept(
                            indexable.findings(), indexable.parts().getLast().position());
                    revived(finished, null);
                }
                case Finished.LeftOut leftOut -> revived(finished, leftOut.reason());
                case Finished.Abandoned abandoned -> abandoned.parts().forEach(part -> failed(part, abandoned));
            }
            waits = 0;
            return true;
        } catch (IOException e) {
            trouble = e;
            return false;
        }
    }

    private void revived(Finished finished, @Nullable String filtered) {
        for (JournaledRecord part : finished.parts()) {
            ledger.revived(part, letter(part).reason(), filtered);
        }
        replayed += finished.parts().size();
    }

    /** It stays, with the reason that it is counted under, and says what happened this time. */
    private void failed(JournaledRecord part, Finished.Abandoned why) {
        DeadLetter letter = letter(part);
        deadLetters.add(new DeadLetter(
                letter.position(),
                letter.record(),
                clock.instant(),
                letter.reason(),
                why.extension(),
                why.explanation() + " (" + why.reason() + ", when it was replayed)"));
        failed++;
    }

    private DeadLetter letter(JournaledRecord part) {
        return Objects.requireNonNull(letters.get(part.position()), "a record that was not put in");
    }

    @Override
    public boolean isStopping() {
        return trouble != null;
    }

    /** Nobody waits: what cannot be published now is replayed later as a whole. */
    @Override
    public synchronized void waitForRetry() {
        if (++waits > MOST_WAITS) {
            trouble = new IOException("dead letters cannot be taken off their list; the log says why");
        }
    }

    /** Throws what kept it from publishing. */
    void requireDone() throws IOException {
        IOException cause = trouble;
        if (cause != null) {
            throw new IOException("dead letters cannot be replayed now: " + cause.getMessage(), cause);
        }
    }

    long replayed() {
        return replayed;
    }

    long failed() {
        return failed;
    }
}
