package dev.vedette.host.ingest.gelf;

import dev.vedette.api.event.Origin;
import dev.vedette.host.ingest.DatagramProtocol.Sink;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of which some chunks have come, the oldest first. */
final class Chunks {
    static final int MAX_CHUNKS = 128;
    static final int MAX_MESSAGES = 10_000;
    static final long MAX_BYTES = 32L * 1024 * 1024;
    static final long WAIT_MILLIS = 5_000;

    private static final int HEADER = 12; // 1e0f, the message's id, the chunk's number, how many there are
    private static final int OVERHEAD = 64; // of a chunk in memory, roughly

    private record Key(Origin sender, long id) {}

    private static final class Partial {
        private final byte[] @Nullable [] parts;
        private final long begun;
        private int missing;
        private long bytes;

        Partial(int count, long begun) {
            this.parts = new byte[count][];
            this.begun = begun;
            this.missing = count;
            this.bytes = 8L * count;
        }
    }

    private final Clock clock;
    private final Map<Key, Partial> waiting = new LinkedHashMap<>();
    private long held;

    Chunks(Clock clock) {
        this.clock = clock;
    }

    static boolean isChunk(byte[] datagram) {
        return datagram.length >= 2 && datagram[0] == 0x1E && datagram[1] == 0x0F;
    }

    /** The whole message if this was its last chunk to come. */
    byte @Nullable [] add(Origin sender, byte[] chunk, Sink sink) {
        if (chunk.length <= HEADER) {
            sink.broken(sender, "a chunk of " + chunk.length + " bytes");
            return null;
        }
        int number = chunk[10] & 0xFF;
        int count = chunk[11] & 0xFF;
        if (count == 0 || count > MAX_CHUNKS || number >= count) {
            sink.broken(sender, "chunk " + number + " of " + count + "; there are at most " + MAX_CHUNKS);
            return null;
        }
        Key key = new Key(sender, ByteBuffer.wrap(chunk).getLong(2));
        Partial partial = waiting.computeIfAbsent(key, k -> new Partial(count, clock.millis()));
        if (partial.parts.length != count) {
            sink.broken(sender, "chunks of one message that say " + count + " and " + partial.parts.length);
            return null;
        }
        if (partial.parts[number] != null) {
            return null; // the network doubled it
        }
        held += partial.missing == count ? partial.bytes : 0;
        partial.parts[number] = chunk;
        partial.bytes += chunk.length + OVERHEAD;
        held += chunk.length + OVERHEAD;
        if (--partial.missing == 0) {
            waiting.remove(key);
            held -= partial.bytes;
            return whole(partial);
        }
        while (held > MAX_BYTES || waiting.size() > MAX_MESSAGES) {
            dropOldest(sink, "too-many-chunks");
        }
        return null;
    }

    private static byte[] whole(Partial partial) {
        int size = 0;
        for (byte[] part : partial.parts) {
            size += part == null ? 0 : part.length - HEADER;
        }
        ByteBuffer whole = ByteBuffer.allocate(size);
        for (byte[] part : partial.parts) {
            if (part != null) {
                whole.put(part, HEADER, part.length - HEADER);
            }
        }
        return whole.array();
    }

    void expire(Sink sink) {
        long before = clock.millis() - WAIT_MILLIS;
        while (!waiting.isEmpty() && waiting.values().iterator().next().begun < before) {
            dropOldest(sink, "chunks-missing");
        }
    }

    private void dropOldest(Sink sink, String reason) {
        Iterator<Map.Entry<Key, Partial>> oldest = waiting.entrySet().iterator();
        Map.Entry<Key, Partial> entry = oldest.next();
        oldest.remove();
        held -= entry.getValue().bytes;
        sink.dropped(entry.getKey().sender(), reason);
    }

    long heldBytes() {
        return held;
    }
}
