package dev.vedette.api.flow;

import dev.vedette.api.Incubating;
import java.time.Instant;

/** What a flow decoder may ask the host during one call; valid for that call only. */
@Incubating
public interface FlowContext {
    /** The time that counts as now: when the datagram was received. */
    Instant now();

    /** The templates of the exporter that sent the datagram; kept by the host over a pack's upgrade. */
    TemplateStore templates();

    /**
     * Reports the sequence number of a datagram, so that the host can count what the network lost.
     *
     * @param domain source id (NetFlow 9, RFC 3954 section 5.1) or observation domain (IPFIX, RFC 7011 section 3.1)
     * @param sequence the number in the datagram's header, unsigned 32 bits
     * @param units by how much the number of the next datagram will be higher: 1 where datagrams are counted, the number
     *     of flow records where those are
     */
    void sequence(long domain, long sequence, long units);

    /**
     * Says that a data set cannot be decoded because its template has not come yet. The host keeps the datagram, bounded
     * in number and time, and offers it again when {@link TemplateStore#put} brings that template; give
     * {@link dev.vedette.api.parse.ParseResult#filtered filtered} if nothing else was in it.
     */
    void awaitTemplate(long domain, int templateId);
}
