package dev.vedette.api.input;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.time.Duration;
import org.pf4j.ExtensionPoint;

/**
 * Fetches telemetry from a source that does not send it. Extension point, incubating; lifecycle as in
 * {@link dev.vedette.api}. This version of the host does not call it yet.
 *
 * <p><b>Threading:</b> one call for each configured source at a time, on a thread of its own that may block; several
 * sources of one connector run at once, so keep the position in the checkpoint and not in the extension.
 * <b>Budget:</b> none for the call as long as it gets on; a call that neither hands over a record nor sets a checkpoint
 * for 10 minutes is interrupted. <b>Stopping:</b> the thread is interrupted; the call must return within 30 s, or its
 * thread is given up and the pack's failure counted. <b>Errors:</b> after an {@link IOException} what was handed over is
 * kept and the host calls again from the last checkpoint after a growing pause (10 s to 10 minutes); a
 * {@link RuntimeException} is the same and counts against the pack besides.
 *
 * <p>Example: {@code dev.vedette.api.examples.AuditApiConnector} in the tests of this module.
 */
@Incubating
public interface InputConnector extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.audit-api}; shown as the receiver of its records. */
    String id();

    /** How long after one call has returned the next is made; at least 1 s. Configuration may ask for longer. */
    default Duration interval() {
        return Duration.ofMinutes(1);
    }

    /**
     * Fetches what has come since the checkpoint; returns when there is nothing more for now.
     *
     * @param context takes the records and keeps the checkpoint
     * @throws IOException if the source cannot be reached or is not understood; the message is shown
     * @throws InterruptedException if the host stops the call; let it through
     */
    void fetch(InputContext context) throws IOException, InterruptedException;
}
