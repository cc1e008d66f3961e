package dev.vedette.host.forward;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a forward does.
 *
 * @param problem why the target does not take anything now, or null when it does
 * @param forwarded records that the target has, since the start
 * @param skipped records for which the queue had no place
 * @param failed records that the target refuses for good
 * @param waitingBytes that wait on disk
 * @param oldest when the record that is next was received, or null if none waits
 */
public record ForwardStatus(
        String id,
        String client,
        @Nullable String problem,
        long forwarded,
        long skipped,
        long failed,
        long waitingBytes,
        @Nullable Instant oldest) {}
