package dev.vedette.host.parse;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;

/**
 * Adds to an event what only its receiver knows, while it is still a draft: freezing it first and opening it again would
 * copy every field twice.
 */
public interface Finishing {
    /** Adds nothing. */
    Finishing NONE = (draft, position, number) -> {};

    /**
     * Completes the event in the draft.
     *
     * @param position of its record in the journal; of the first one where it was made of several
     * @param number of the event among those of the record, from 0
     */
    void finish(EventDraft draft, long position, int number);

    /** A draft with the limits that hold for parsers. */
    default EventDraft draft(RawRecord record) {
        return new EventDraft(record);
    }
}
