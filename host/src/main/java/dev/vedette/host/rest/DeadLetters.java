package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.pipeline.DeadLetterReplay;
import dev.vedette.host.store.state.DeadLetter;
import dev.vedette.host.store.state.DeadLetterFilter;
import java.io.IOException;
import java.util.List;

/** What the API needs of the records that could not be indexed. */
public interface DeadLetters {
    /** Those of a filter below a position, the highest first. */
    List<DeadLetter> list(ClientScope scope, DeadLetterFilter filter, long below, int limit);

    /** How many there are. */
    long count(ClientScope scope, DeadLetterFilter filter);

    /** Takes the latest of a filter through the present parsers and rules, and waits for it. */
    DeadLetterReplay.Result replay(ClientScope scope, DeadLetterFilter filter, int limit) throws IOException;
}
