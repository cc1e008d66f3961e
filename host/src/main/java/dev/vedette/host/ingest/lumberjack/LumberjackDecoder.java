package dev.vedette.host.ingest.lumberjack;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sender's stream as far as it is asked, so that a small compressed frame can never force its whole content upon
 * a receiver that is full.
 */
final class LumberjackDecoder implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final FrameReader outer;
    private final int maxBytes;
    private final long maxInflated;
    private final Deque<ByteBuffer> input = new ArrayDeque<>();
    private @Nullable Compressed inside; // of a compressed frame

    /**
     * @param maxBytes of an event
     * @param maxInflated bytes that one compressed frame may unfold to
     */
    LumberjackDecoder(int maxBytes, long maxInflated) {
        this.maxBytes = maxBytes;
        this.maxInflated = maxInflated;
        outer = new FrameReader(maxBytes, false);
    }

    private static final class Compressed {
        private final Inflater inflater = new Inflater();
        private final FrameReader frames;
        private final byte[] piece = new byte[PIECE];
        private ByteBuffer inflated = ByteBuffer.allocate(0);
        private long left; // compressed bytes that have not come
        private long total;

        Compressed(FrameReader frames, long left) {
            this.frames = frames;
            this.left = left;
        }
    }

    /** Adds bytes to be read. */
    void feed(byte[] bytes) {
        input.add(ByteBuffer.wrap(bytes));
    }

    /**
     * Reads one frame, or a part of one.
     *
     * @return false if more bytes are needed
     */
    boolean step(FrameSink sink) throws BrokenStreamException {
        if (inside != null) {
            return inside(inside, sink);
        }
        ByteBuffer first = input.peek();
        if (first == null) {
            return false;
        }
        if (outer.next(first, sink) == FrameReader.Found.COMPRESSED) {
            inside = new Compressed(new FrameReader(maxBytes, true), outer.compressedLength());
        }
        removeEmpty();
        return true;
    }

    private void removeEmpty() {
        ByteBuffer first = input.peek();
        if (first != null && !first.hasRemaining()) {
            input.remove();
        }
    }

    private boolean inside(Compressed now, FrameSink sink) throws BrokenStreamException {
        if (now.inflated.hasRemaining()) {
            now.frames.next(now.inflated, sink);
            return true;
        }
        try {
            int count = now.inflater.inflate(now.piece);
            now.total += count;
            now.inflated = ByteBuffer.wrap(now.piece, 0, count);
            if (now.total > maxInflated) {
                throw new BrokenStreamException("a compressed frame unfolds to more than " + maxInflated
                        + " bytes; lower bulk_max_size of the sender, or raise max-body-bytes of the receiver");
            }
            if (count > 0) {
                return true;
            }
        } catch (DataFormatException e) {
            throw new BrokenStreamException("a compressed frame is damaged: " + e.getMessage());
        }
        if (now.left == 0) {
            end(now);
            return true;
        }
        if (now.inflater.finished()) {
            throw new BrokenStreamException("a compressed frame ends " + now.left + " bytes before its length says");
        }
        return more(now);
    }

    private boolean more(Compressed now) {
        ByteBuffer first = input.peek();
        if (first == null) {
            return false;
        }
        int count = (int) Math.min(first.remaining(), now.left);
        now.inflater.setInput(first.array(), first.position(), count); // read before the buffer is let go
        first.position(first.position() + count);
        now.left -= count;
        removeEmpty();
        return true;
    }

    private void end(Compressed now) throws BrokenStreamException {
        boolean whole = now.inflater.finished() && now.frames.betweenFrames();
        now.inflater.end();
        inside = null;
        if (!whole) {
            throw new BrokenStreamException("a compressed frame ends inside of an event");
        }
    }

    @Override
    public void close() {
        if (inside != null) {
            inside.inflater.end();
            inside = null;
        }
        input.clear();
    }
}
