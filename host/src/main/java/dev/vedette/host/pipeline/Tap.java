package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.journal.JournaledRecord;
import java.io.IOException;
import java.util.List;

/** Sees what was indexed, on the pipeline's threads, those of one source in their order. Thread-safe. */
public interface Tap {
    /** A tap that nobody listens at. */
    Tap NONE = new Tap() {
        @Override
        public void published(List<JournaledRecord> parts, List<Event> events) {}

        @Override
        public void force() {}
    };

    /** A record, or several that became one, with the events that came of it; after a crash the same may come again. */
    void published(List<JournaledRecord> parts, List<Event> events) throws InterruptedException;

    /** Makes durable what it has seen: the journal lets go of it next. */
    void force() throws IOException, InterruptedException;
}
