package dev.vedette.host.correlate;

import dev.vedette.host.access.ClientScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where offenses are kept. Thread-safe; whatever a method wrote is on the disk when it returns. */
public interface OffenseRepository {
    /** The offense of this id, or null if there is none in this scope. */
    @Nullable
    Offense get(ClientScope scope, String id);

    /** The open offenses with this key that have an event in a time, latest first. */
    List<Offense> open(OffenseKey key, Instant from, Instant to);

    /** Offenses by rank. */
    OffensePage list(ClientScope scope, OffenseFilter filter);

    /** Writes offenses, and what was counted for them, in one transaction: all or nothing. */
    void save(List<Offense> changed, CountedBatch counted);

    /** What was counted and not yet forgotten. */
    List<CountedBatch> counted();

    /** Forgets what was counted from records below a journal position: they will not be replayed. */
    void forgetCounted(long position);
}
