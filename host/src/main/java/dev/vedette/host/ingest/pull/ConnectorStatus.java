package dev.vedette.host.ingest.pull;

import dev.vedette.host.ingest.ReceiverStatistics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a connector does.
 *
 * @param problem why the last fetch failed, or null when it did not
 * @param succeeded when a fetch last ended well, or null: not since the start
 * @param failures in a row
 */
public record ConnectorStatus(
        String id,
        String client,
        @Nullable String problem,
        @Nullable Instant succeeded,
        int failures,
        ReceiverStatistics statistics) {}
