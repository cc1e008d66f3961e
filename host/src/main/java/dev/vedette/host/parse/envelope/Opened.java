package dev.vedette.host.parse.envelope;

import dev.vedette.api.event.Event;
import dev.vedette.api.event.RawRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record out of its envelope.
 *
 * @param inner what parsers are asked about
 * @param time when it happened as the envelope says, otherwise when it was received: the best time for a message without
 *     one, and the best guess at the year of one that names none
 * @param whole the other reading, asked for when nobody takes the first: the JSON object that the line was a member of
 * @param around the fields that the envelope brings; null when there are none
 * @param structured whether the envelope is an event by itself, so that it is understood without a parser
 */
public record Opened(
        RawRecord inner,
        Instant time,
        @Nullable RawRecord whole,
        @Nullable Event around,
        boolean structured) {}
