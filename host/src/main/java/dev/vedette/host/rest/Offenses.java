package dev.vedette.host.rest;

import dev.vedette.host.access.ClientScope;
import dev.vedette.host.correlate.CloseReason;
import dev.vedette.host.correlate.Offense;
import dev.vedette.host.correlate.OffenseFilter;
import dev.vedette.host.correlate.OffensePage;
import org.jspecify.annotations.Nullable;

/** What the API needs of the offenses. */
public interface Offenses {
    OffensePage list(ClientScope scope, OffenseFilter filter);

    @Nullable
    Offense get(ClientScope scope, String id);

    /** Closes an open offense; null if there is none of this id in the scope. */
    @Nullable
    Offense close(ClientScope scope, String id, CloseReason reason, String by);
}
