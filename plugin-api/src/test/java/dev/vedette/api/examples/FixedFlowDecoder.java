package dev.vedette.api.examples;

import dev.vedette.api.event.EventDraft;
import dev.vedette.api.event.Field;
import dev.vedette.api.event.IpAddress;
import dev.vedette.api.event.RawRecord;
import dev.vedette.api.flow.FlowContext;
import dev.vedette.api.flow.FlowDecoder;
import dev.vedette.api.parse.ParseResult;
import java.nio.ByteBuffer;
import org.pf4j.Extension;

/** Decodes an invented protocol: "FL01", a sequence number, then source, destination (IPv4) and bytes of each flow. */
@Extension
public final class FixedFlowDecoder implements FlowDecoder {
    private static final Field SOURCE = Field.of("source.ip");
    private static final Field DESTINATION = Field.of("destination.ip");
    private static final Field BYTES = Field.of("network.bytes");
    private static final int MAGIC = 0x464C3031;
    private static final int HEADER = 8;
    private static final int FLOW = 12;

    @Override
    public String id() {
        return "example.fixed-flow";
    }

    @Override
    public boolean accepts(RawRecord datagram) {
        byte[] bytes = datagram.bytes();
        return bytes.length >= HEADER && ByteBuffer.wrap(bytes).getInt() == MAGIC;
    }

    @Override
    public ParseResult decode(RawRecord datagram, EventDraft draft, FlowContext context) {
        ByteBuffer in = ByteBuffer.wrap(datagram.bytes());
        long sequence = in.getInt(4) & 0xFFFF_FFFFL;
        in.position(HEADER);
        int flows = in.remaining() / FLOW;
        context.sequence(0, sequence, flows);
        for (int i = 0; i < flows; i++) {
            draft.nextEvent();
            draft.timestamp(context.now());
            draft.set(SOURCE, IpAddress.ofV4(in.getInt()));
            draft.set(DESTINATION, IpAddress.ofV4(in.getInt()));
            draft.set(BYTES, in.getInt() & 0xFFFF_FFFFL);
        }
        return in.hasRemaining()
                ? ParseResult.malformed("the last flow is cut off after " + in.remaining() + " bytes")
                : flows == 0 ? ParseResult.filtered("no-flows") : ParseResult.parsed();
    }
}
