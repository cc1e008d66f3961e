package dev.vedette.host.store;

import java.time.Instant;
import java.util.List;

/** Where legal holds are kept. */
public interface HoldRepository {
    /** All holds, those that were released too, the latest first. */
    List<LegalHold> all();

    /** Keeps a hold; false if its name is taken. On the disk when this returns. */
    boolean add(LegalHold hold);

    /** Releases one; false if there is none of this name in force. */
    boolean release(String name, String by, Instant at);
}
