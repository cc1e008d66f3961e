package dev.vedette.api.flow;

import dev.vedette.api.Incubating;
import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.parse.ParseResult;
import org.pf4j.ExtensionPoint;

/**
 * Decodes the datagrams of a flow protocol. Extension point, incubating; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> called from several workers at once, one datagram of an exporter after the other.
 * <b>Budget:</b> 20 ms a datagram, 250 ms at most. <b>Errors:</b> as for a {@link dev.vedette.api.parse.LogParser}: a
 * broken datagram is {@link ParseResult#malformed}; what was decoded before the broken place is kept.
 *
 * <p>Example: {@code dev.vedette.api.examples.FixedFlowDecoder} in the tests of this module.
 */
@Incubating
public interface FlowDecoder extends ExtensionPoint {
    /** Unique over all packs, for example {@code netflow}. */
    String id();

    /**
     * Whether a datagram looks like this protocol. Called for every datagram of a flow receiver: look at the header only.
     */
    boolean accepts(RawRecord datagram);

    /**
     * Decodes one datagram. Fill the draft with one flow record after the other, with {@link EventDraft#nextEvent()}
     * between them. A datagram that holds only templates leaves the draft empty and is
     * {@link ParseResult#filtered filtered}.
     */
    ParseResult decode(RawRecord datagram, EventDraft draft, FlowContext context);
}
