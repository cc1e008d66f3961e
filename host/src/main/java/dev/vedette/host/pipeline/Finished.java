package dev.vedette.host.pipeline;

import dev.vedette.api.event.Event;
import dev.vedette.host.detect.Finding;
import dev.vedette.host.journal.JournaledRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that came to its end inside the worker, with what is still to be published. */
sealed interface Finished {
    /** The raw records that it was made of. */
    List<JournaledRecord> parts();

    /** It became events. */
    record Indexable(List<JournaledRecord> parts, List<Event> events, List<Finding> findings) implements Finished {}

    /** It is left out on purpose. */
    record LeftOut(List<JournaledRecord> parts, String reason) implements Finished {}

    /**
     * It was abandoned.
     *
     * @param extension which parser or other extension had it in hand, where that is known
     * @param explanation for people, without content of the record
     */
    record Abandoned(
            List<JournaledRecord> parts,
            String reason,
            @Nullable String extension,
            String explanation) implements Finished {}
}
