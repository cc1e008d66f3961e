package dev.vedette.packs.netflow;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.parse.ParseResult;
import java.time.Instant;

/** NetFlow v5: a header of 24 bytes and at most 30 records of 48. */
final class NetflowV5 {
    private static final int HEADER = 24;
    private static final int RECORD = 48;
    private static final int MAX_RECORDS = 30;

    private NetflowV5() {}

    static ParseResult decode(RawRecord datagram, EventDraft draft, FlowContext context) {
        byte[] bytes = datagram.bytes();
        if (bytes.length < HEADER) {
            return ParseResult.malformed(
                    "the datagram has " + bytes.length + " bytes and ends inside the header of NetFlow v5 (24)");
        }
        int count = Bits.u16(bytes, 2);
        if (count > MAX_RECORDS) {
            return ParseResult.malformed("the header says " + count + " records; NetFlow v5 has at most 30");
        }
        long domain = Bits.u16(bytes, 20); // engine type and id: a sequence of its own
        context.sequence(domain, Bits.u32(bytes, 16), count);
        long exportMillis = Bits.u32(bytes, 8) * 1_000 + Math.min(Bits.u32(bytes, 12), 999_999_999) / 1_000_000;
        Header header = new Header(5, domain, exportMillis, Bits.u32(bytes, 4));
        FlowRecord flow = new FlowRecord(header, datagram.origin().sender());
        int whole = Math.min(count, (bytes.length - HEADER) / RECORD);
        for (int i = 0; i < whole; i++) {
            flow.begin();
            flow.samplingInterval(Bits.u16(bytes, 22) & 0x3FFF);
            record(bytes, HEADER + i * RECORD, header, flow);
            flow.write(draft);
            draft.nextEvent();
        }
        if (whole < count) {
            return ParseResult.malformed("the datagram ends inside record " + (whole + 1) + " of " + count);
        }
        return count == 0 ? ParseResult.filtered("no-flows") : ParseResult.parsed();
    }

    private static void record(byte[] bytes, int at, Header header, FlowRecord flow) {
        flow.source = IpAddress.ofBytes(bytes, at, 4);
        flow.destination = IpAddress.ofBytes(bytes, at + 4, 4);
        flow.nextHop(IpAddress.ofBytes(bytes, at + 8, 4));
        flow.ingress = Bits.u16(bytes, at + 12);
        flow.egress = Bits.u16(bytes, at + 14);
        flow.packets = Bits.u32(bytes, at + 16);
        flow.bytes = Bits.u32(bytes, at + 20);
        flow.start = Instant.ofEpochMilli(header.absolute(Bits.u32(bytes, at + 24)));
        flow.end = Instant.ofEpochMilli(header.absolute(Bits.u32(bytes, at + 28)));
        flow.sourcePort = Bits.u16(bytes, at + 32);
        flow.destinationPort = Bits.u16(bytes, at + 34);
        flow.tcpFlags(Bits.u8(bytes, at + 37));
        flow.protocol = Bits.u8(bytes, at + 38);
        flow.typeOfService(Bits.u8(bytes, at + 39));
        flow.sourceAs = Bits.u16(bytes, at + 40);
        flow.destinationAs = Bits.u16(bytes, at + 42);
    }
}
