package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.HostFields;
import dev.vedette.host.correlate.OffenseEngine;
import dev.vedette.host.journal.JournaledRecord;
import dev.vedette.host.source.Reading;
import dev.vedette.host.source.Sources;
import dev.vedette.host.store.EventStore;
import dev.vedette.host.store.StoreFullException;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterTable;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the end of a record visible: index, offenses, ledger, dead letters. No plugin runs in here. Thread-safe.
 *
 * <p>A store that cannot write (disk full) holds the worker here, and through it the journal and the senders, until it
 * can again or this publisher is stopped; what was not published is in the journal.
 */
final class Publisher implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long RETRY_MILLIS = 500;

    private final EventStore store;
    private final OffenseEngine offenses;
    private final Ledger ledger;
    private final DeadLetterTable deadLetters;
    private final Sources sources;
    private final Tap tap;
    private final Watermark watermark;
    private final Clock clock;
    private final ReentrantReadWriteLock publishing = new ReentrantReadWriteLock();
    private volatile boolean stopping;
    private volatile boolean storeFailing;

    Publisher(
            EventStore store,
            OffenseEngine offenses,
            Ledger ledger,
            DeadLetterTable deadLetters,
            Sources sources,
            Tap tap,
            Watermark watermark,
            Clock clock) {
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.sources = sources;
        this.tap = tap;
        this.watermark = watermark;
        this.clock = clock;
    }

    /** Publishes nothing more, and gives up waiting for a store that cannot write. Returns when nobody is inside. */
    void stop() {
        stopping = true;
        synchronized (this) {
            notifyAll();
        }
        publishing.writeLock().lock();
        publishing.writeLock().unlock();
    }

    /** Whether the store refuses to write at the moment. */
    boolean isStoreFailing() {
        return storeFailing;
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public boolean publish(Finished finished, boolean again) throws InterruptedException {
        publishing.readLock().lock();
        try {
            return !stopping && end(finished, again);
        } finally {
            publishing.readLock().unlock();
        }
    }

    private boolean end(Finished finished, boolean again) throws InterruptedException {
        switch (finished) {
            case Finished.Indexable indexable -> {
                for (Event event : indexable.events()) {
                    if (!index(event, again)) {
                        return false;
                    }
                }
                if (!indexable.findings().isEmpty()) {
                    offenses.accept(
                            indexable.findings(), indexable.parts().getLast().position());
                }
                tap.published(indexable.parts(), indexable.events());
                indexable.parts().forEach(ledger::indexed);
                tell(indexable);
            }
            case Finished.LeftOut leftOut -> {
                for (JournaledRecord part : leftOut.parts()) {
                    ledger.filtered(part, leftOut.reason());
                    sources.heard(part.record(), null, Reading.FILTERED);
                }
            }
            case Finished.Abandoned abandoned -> {
                for (JournaledRecord part : abandoned.parts()) {
                    deadLetters.add(letter(part, abandoned));
                }
                for (JournaledRecord part : abandoned.parts()) {
                    ledger.deadLettered(part, abandoned.reason());
                    sources.heard(part.record(), null, Reading.BROKEN);
                }
            }
        }
        finished.parts().forEach(part -> watermark.settled(part.position()));
        return true;
    }

    /** Lets the sources know which parser took the record, as its first event says. */
    private void tell(Finished.Indexable indexable) {
        Event first = indexable.events().isEmpty() ? null : indexable.events().getFirst();
        String parser = first == null ? null : first.text(HostFields.PARSER_ID);
        Reading reading = first == null ? Reading.UNDERSTOOD : reading(first);
        for (JournaledRecord part : indexable.parts()) {
            sources.heard(part.record(), parser, reading);
        }
    }

    private static Reading reading(Event event) {
        if (event.values(HostFields.TAGS).contains("unparsed")) {
            return Reading.UNPARSED;
        }
        return "pipeline_error".equals(event.text(HostFields.KIND)) ? Reading.BROKEN : Reading.UNDERSTOOD;
    }

    private DeadLetter letter(JournaledRecord part, Finished.Abandoned why) {
        return new DeadLetter(
                part.position(), part.record(), clock.instant(), why.reason(), why.extension(), why.explanation());
    }

    private boolean index(Event event, boolean replace) throws InterruptedException {
        boolean mayBeIn = replace;
        while (true) {
            try {
                if (mayBeIn) {
                    store.appendReplayed(event);
                } else {
                    store.append(event);
                }
                if (storeFailing) {
                    storeFailing = false;
                    LOG.warn("The event store writes again.");
                }
                return true;
            } catch (IOException e) {
                mayBeIn |= !(e instanceof StoreFullException); // only that one promises that nothing was added
                if (!storeFailing) {
                    storeFailing = true;
                    LOG.error(
                            "The event store cannot write ({}). Senders are held up until it can; nothing is lost. Free"
                                    + " space or mend the disk; it goes on by itself.",
                            e.toString());
                }
                waitForRetry();
                stopping |= store.needsRollBack(); // then waiting does not help: everything begins anew
                if (stopping) {
                    return false;
                }
            }
        }
    }

    @Override
    public synchronized void waitForRetry() throws InterruptedException {
        if (!stopping) {
            wait(RETRY_MILLIS);
        }
    }
}
