package dev.vedette.host.backup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A backup, or one being made.
 *
 * @param bytes of its files; 0 while it is being made
 * @param failure why it failed, or null
 */
public record BackupStatus(
        String name,
        State state,
        Instant created,
        long bytes,
        @Nullable String failure) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
