package dev.vedette.api.intel;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.time.Duration;
import org.pf4j.ExtensionPoint;

/**
 * Fetches indicators from somewhere, again and again. Extension point, incubating; lifecycle as in
 * {@link dev.vedette.api}. This version of the host does not call it yet.
 *
 * <p><b>Threading:</b> one poll of a configured feed at a time, on a thread that may block; polls of two configurations of
 * the same feed may overlap, so keep the position in the cursor and not in the extension. <b>Budget:</b> 10 minutes a
 * poll, then the thread is interrupted; 1,000,000 indicators a poll. <b>Errors:</b> after an {@link IOException} what was
 * accepted stays, the cursor does not move, and the host polls again after a growing pause (1 minute to 1 hour): an
 * indicator given twice under one id replaces itself, so a poll may safely be repeated. A {@link RuntimeException} is the
 * same and counts against the pack besides.
 *
 * <p>Example: {@code dev.vedette.api.examples.AddressListFeed} in the tests of this module.
 */
@Incubating
public interface IndicatorFeed extends ExtensionPoint {
    /** Unique over all packs, for example {@code acme.blocklist}; the source of the indicators that it brings. */
    String id();

    /** How long after one poll the next begins; at least 1 minute. Configuration may ask for longer. */
    default Duration interval() {
        return Duration.ofHours(1);
    }

    /**
     * Fetches what is new since the cursor.
     *
     * @param cursor what the last successful poll returned; empty the first time, and when a person asks for everything
     * @param context takes the indicators and does the HTTP
     * @return where to go on, at most 4,096 characters; kept over restarts and upgrades of the pack
     * @throws IOException if the source cannot be reached or is not understood; the message is shown
     * @throws InterruptedException if the host stops the poll; let it through
     */
    String poll(String cursor, FeedContext context) throws IOException, InterruptedException;
}
