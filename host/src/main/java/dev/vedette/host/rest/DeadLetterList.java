package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.store.state.DeadLetter;
import java.util.List;

/** What the API needs of the records that could not be indexed. */
public interface DeadLetterList {
    /** The latest ones, latest first. */
    List<DeadLetter> latest(ClientScope scope, int limit);
}
