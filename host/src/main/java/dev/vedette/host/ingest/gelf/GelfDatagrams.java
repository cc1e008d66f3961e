package dev.vedette.host.ingest.gelf;

import dev.vedette.api.event.Origin;
import dev.vedette.host.ingest.DatagramProtocol;
import java.time.Clock;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Reads GELF datagrams: chunks are put together, then the message is unpacked. */
public final class GelfDatagrams implements DatagramProtocol {
    private final int maxBytes;
    private final Chunks chunks;

    /** @param maxBytes of a message, unpacked; what is longer is cut */
    public GelfDatagrams(int maxBytes, Clock clock) {
        this.maxBytes = maxBytes;
        chunks = new Chunks(clock);
    }

    @Override
    public void take(Origin sender, byte[] datagram, Sink sink) {
        if (!Chunks.isChunk(datagram)) {
            message(sender, datagram, sink);
            return;
        }
        byte[] whole = chunks.add(sender, datagram, sink);
        if (whole != null) {
            message(sender, whole, sink);
        }
    }

    @Override
    public void expire(Sink sink) {
        chunks.expire(sink);
    }

    private void message(Origin sender, byte[] packed, Sink sink) {
        byte[] message;
        try {
            message = Unpacking.unpack(packed, maxBytes + 1);
        } catch (DataFormatException e) {
            sink.broken(sender, "a message that cannot be unpacked: " + e.getMessage());
            return;
        }
        if (message.length > maxBytes) {
            sink.cut(sender, Arrays.copyOf(message, maxBytes));
        } else if (message.length > 0) {
            sink.record(sender, message);
        } else {
            sink.broken(sender, "a message without content");
        }
    }
}
