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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the end of a record visible: index, offenses, ledger, dead letters. No plugin runs in here. Thread-safe.
 *
 * <p>A store that cannot write (disk full) holds the worker here, and through it the journal and the senders, until it
 * can again or the host stops; what was not published is in the journal.
 */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final long RETRY_MILLIS = 500;

    private final EventStore store;
    private final OffenseEngine offenses;
    private final Ledger ledger;
    private final DeadLetterTable deadLetters;
    private final Sources sources;
    private final Watermark watermark;
    private final Clock clock;
    private final long replayedBelow;
    private volatile boolean stopping;
    private volatile boolean storeFailing;

    /**
     * A publisher.
     *
     * @param replayedBelow records below this position were in the journal when the host started
     */
    Publisher(
            EventStore store,
            OffenseEngine offenses,
            Ledger ledger,
            DeadLetterTable deadLetters,
            Sources sources,
            Watermark watermark,
            Clock clock,
            long replayedBelow) {
        this.store = store;
        this.offenses = offenses;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.sources = sources;
        this.watermark = watermark;
        this.clock = clock;
        this.replayedBelow = replayedBelow;
    }

    /** Gives up waiting for a store that cannot write. */
    void stop() {
        stopping = true;
    }

    /** Whether the store refuses to write at the moment. */
    boolean isStoreFailing() {
        return storeFailing;
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Publishes one.
     *
     * @param again whether it was tried before and may be half done: then it is made whole, and nothing is doubled
     * @return false when the host stops and this record stays in the journal for the next start
     */
    boolean publish(Finished finished, boolean again) throws InterruptedException {
        switch (finished) {
            case Finished.Indexable indexable -> {
                boolean replace = again || indexable.parts().get(0).position() < replayedBelow;
                for (Event event : indexable.events()) {
                    if (!index(event, replace)) {
                        return false;
                    }
                }
                if (!indexable.findings().isEmpty()) {
                    offenses.accept(
                            indexable.findings(), indexable.parts().getLast().position());
                }
                indexable.parts().forEach(part -> ledger.indexed(part.record()));
                tell(indexable);
            }
            case Finished.LeftOut leftOut -> {
                for (JournaledRecord part : leftOut.parts()) {
                    ledger.filtered(part.record(), leftOut.reason());
                    sources.heard(part.record(), null, Reading.FILTERED);
                }
            }
            case Finished.Abandoned abandoned -> {
                for (JournaledRecord part : abandoned.parts()) {
                    deadLetters.add(
                            new DeadLetter(part.position(), part.record(), clock.instant(), abandoned.reason()));
                }
                for (JournaledRecord part : abandoned.parts()) {
                    ledger.deadLettered(part.record(), abandoned.reason());
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
        boolean failed = first != null && "pipeline_error".equals(first.text(HostFields.KIND));
        Reading reading = !failed ? Reading.UNDERSTOOD : parser == null ? Reading.UNPARSED : Reading.BROKEN;
        for (JournaledRecord part : indexable.parts()) {
            sources.heard(part.record(), parser, reading);
        }
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
                if (stopping) {
                    return false;
                }
                mayBeIn |= !(e instanceof StoreFullException); // only that one promises that nothing was added
                if (!storeFailing) {
                    storeFailing = true;
                    LOG.error(
                            "The event store cannot write ({}). Senders are held up until it can; nothing is lost. Free"
                                    + " space; if that was not it, mend the disk and restart the host.",
                            e.toString());
                }
                waitForRetry();
            }
        }
    }

    synchronized void waitForRetry() throws InterruptedException {
        wait(RETRY_MILLIS);
    }
}
