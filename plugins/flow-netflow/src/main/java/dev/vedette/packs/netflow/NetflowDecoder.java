package dev.vedette.packs.netflow;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.api.parse.ParseResult;
import org.pf4j.Extension;

/** Decodes NetFlow v5, NetFlow v9 (RFC 3954) and IPFIX (RFC 7011). Stateless; templates are the host's. */
@Extension
public final class NetflowDecoder implements FlowDecoder {
    private final Elements elements = new Elements();

    @Override
    public String id() {
        return "netflow";
    }

    @Override
    public boolean accepts(RawRecord datagram) {
        byte[] bytes = datagram.bytes();
        if (bytes.length < 2) {
            return false;
        }
        int version = Bits.u16(bytes, 0);
        return version == 5 || version == 9 || version == 10;
    }

    @Override
    public ParseResult decode(RawRecord datagram, EventDraft draft, FlowContext context) {
        byte[] bytes = datagram.bytes();
        if (bytes.length < 2) {
            return ParseResult.notMine();
        }
        return switch (Bits.u16(bytes, 0)) {
            case 5 -> NetflowV5.decode(datagram, draft, context);
            case 9 -> v9(datagram, draft, context);
            case 10 -> ipfix(datagram, draft, context);
            default -> ParseResult.notMine();
        };
    }

    private ParseResult v9(RawRecord datagram, EventDraft draft, FlowContext context) {
        byte[] bytes = datagram.bytes();
        if (bytes.length < 20) {
            return ParseResult.malformed(
                    "the datagram has " + bytes.length + " bytes and ends inside the header of NetFlow v9 (20)");
        }
        long domain = Bits.u32(bytes, 16);
        context.sequence(domain, Bits.u32(bytes, 12), 1);
        Header header = new Header(9, domain, Bits.u32(bytes, 8) * 1_000, Bits.u32(bytes, 4));
        TemplatedSets sets = new TemplatedSets(datagram, header, elements, draft, context);
        return sets.decode(20, bytes.length);
    }

    private ParseResult ipfix(RawRecord datagram, EventDraft draft, FlowContext context) {
        byte[] bytes = datagram.bytes();
        int length = bytes.length < 16 ? 0 : Bits.u16(bytes, 2);
        if (length < 16) {
            return ParseResult.malformed(
                    "the datagram has " + bytes.length + " bytes and ends inside the header of IPFIX (16)");
        }
        long domain = Bits.u32(bytes, 12);
        Header header = new Header(10, domain, Bits.u32(bytes, 4) * 1_000, -1);
        TemplatedSets sets = new TemplatedSets(datagram, header, elements, draft, context);
        ParseResult result = sets.decode(16, Math.min(length, bytes.length));
        context.sequence(domain, Bits.u32(bytes, 8), sets.dataRecords());
        return length > bytes.length && result instanceof ParseResult.Parsed
                ? ParseResult.malformed("the message says " + length + " bytes and has " + bytes.length)
                : result;
    }
}
