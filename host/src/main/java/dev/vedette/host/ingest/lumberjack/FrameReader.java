package dev.vedette.host.ingest.lumberjack;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads frames from bytes that come in pieces: {@code 2W} (a window), {@code 2J} (an event), and {@code 2C}, whose
 * compressed content is the caller's to read. A single event is held, up to the limit.
 */
final class FrameReader {
    private final int maxBytes;
    private final boolean compressed;
    private final byte[] header = new byte[10];
    private int headerSize;
    private int sequence;
    private byte[] event = new byte[0];
    private int size;
    private long left; // bytes of the event that have not come; -1 outside of one
    private long lost;

    /**
     * @param maxBytes of an event
     * @param compressed whether this is the content of a compressed frame, which holds events and nothing else
     */
    FrameReader(int maxBytes, boolean compressed) {
        this.maxBytes = maxBytes;
        this.compressed = compressed;
        left = -1;
    }

    /** What one call found. */
    enum Found {
        /** All bytes are read. */
        NOTHING,
        /** One event or window; there may be more. */
        FRAME,
        /** The beginning of a compressed frame: its content is next. */
        COMPRESSED
    }

    /** Reads up to the end of one frame. */
    Found next(ByteBuffer in, FrameSink sink) throws BrokenStreamException {
        while (in.hasRemaining()) {
            if (left >= 0) {
                if (content(in, sink)) {
                    return Found.FRAME;
                }
                continue;
            }
            header[headerSize++] = in.get();
            checkBeginning();
            if (headerSize > 1 && headerSize == headerLength()) {
                headerSize = 0;
                switch (header[1]) {
                    case 'W' -> {
                        sink.window(ByteBuffer.wrap(header).getInt(2));
                        return Found.FRAME;
                    }
                    case 'C' -> {
                        return Found.COMPRESSED;
                    }
                    default -> begin();
                }
                if (left == 0 && content(in, sink)) {
                    return Found.FRAME;
                }
            }
        }
        return Found.NOTHING;
    }

    /** How many compressed bytes the frame announced that was {@link Found#COMPRESSED}. */
    long compressedLength() {
        return Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(2));
    }

    /** Whether the bytes may end here. */
    boolean betweenFrames() {
        return headerSize == 0 && left < 0;
    }

    private void checkBeginning() throws BrokenStreamException {
        if (header[0] == '1' && headerSize == 2) {
            throw new BrokenStreamException("it speaks version 1 of Lumberjack, of the old logstash-forwarder; send"
                    + " with Filebeat or another Beat (output.logstash), or Logstash's lumberjack output with the json"
                    + " codec over version 2");
        }
        boolean good = headerSize == 1
                ? header[0] == '2' || header[0] == '1'
                : header[1] == 'J' || (!compressed && (header[1] == 'W' || header[1] == 'C')) || headerSize > 2;
        if (!good) {
            throw new BrokenStreamException(
                    compressed && header[1] == 'C'
                            ? "a compressed frame inside of a compressed frame"
                            : "no Lumberjack frame begins with the bytes " + hex());
        }
    }

    private String hex() {
        return headerSize == 1
                ? String.format(java.util.Locale.ROOT, "%02x", header[0])
                : String.format(java.util.Locale.ROOT, "%02x%02x", header[0], header[1]);
    }

    private int headerLength() {
        return header[1] == 'J' ? 10 : 6;
    }

    private void begin() {
        ByteBuffer numbers = ByteBuffer.wrap(header);
        sequence = numbers.getInt(2);
        left = Integer.toUnsignedLong(numbers.getInt(6));
        lost = Math.max(0, left - maxBytes);
        event = new byte[(int) Math.min(Math.min(left, maxBytes), 8_192)];
        size = 0;
    }

    private boolean content(ByteBuffer in, FrameSink sink) throws BrokenStreamException {
        int here = (int) Math.min(in.remaining(), left);
        int kept = Math.min(here, maxBytes - size);
        if (size + kept > event.length) {
            event = Arrays.copyOf(event, (int) Math.clamp(event.length * 2L, size + kept, maxBytes));
        }
        in.get(event, size, kept);
        in.position(in.position() + here - kept);
        size += kept;
        left -= here;
        if (left > 0) {
            return false;
        }
        byte[] whole = size == event.length ? event : Arrays.copyOf(event, size);
        event = new byte[0];
        left = -1;
        sink.event(sequence, whole, lost);
        return true;
    }
}
