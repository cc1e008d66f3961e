package dev.vedette.host.ingest.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that is being read, line by line. Belongs to the thread of its receiver. */
final class FollowedFile implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    /** Takes lines, and waits until it can. */
    interface Lines {
        void line(FollowedFile file, byte[] line, long lost) throws InterruptedException;
    }

    private final String key;
    private final Content content;
    private final int maxBytes;
    private final byte[] piece = new byte[PIECE];
    private byte[] held = new byte[0]; // what was read behind the last line end
    private int size;
    private long lost; // bytes of the line that is held, which is too long
    private final byte[] lostEnd = new byte[Trace.TAIL]; // the last of them, a ring
    private Path path;
    private long skip;
    private long lastRead;
    private boolean gone;
    private boolean atEnd;

    FollowedFile(String key, Path path, Content content, int maxBytes, long now) {
        this.key = key;
        this.path = path;
        this.content = content;
        this.maxBytes = maxBytes;
        lastRead = now;
    }

    String key() {
        return key;
    }

    Path path() {
        return path;
    }

    long lastRead() {
        return lastRead;
    }

    boolean isGone() {
        return gone;
    }

    /** Whether it can never go on: a compressed file that was read to its end. */
    boolean isOver() {
        return atEnd && content.isCompressed();
    }

    /** It has this name now. */
    void seenAs(Path name) {
        path = name;
        gone = false;
    }

    /** It has no name any more that is followed. */
    void unseen(long now) {
        if (!gone) {
            gone = true;
            lastRead = now; // whoever writes into it gets some time to notice
        }
    }

    /** Leaves out so many records: they were handed in before. */
    void skip(long records) {
        skip = records;
    }

    Position position(boolean current) {
        Trace trace = content.trace();
        return new Position(key, path.toString(), trace.offset(), trace.headSum(), trace.tailSum(), current);
    }

    /** Hands on the lines of one piece; false when there is nothing to read now. */
    boolean read(Lines lines, long now) throws IOException, InterruptedException {
        int count = isTruncated() ? 0 : content.read(piece); // it begins anew when it is looked at again
        atEnd = count == 0;
        if (atEnd) {
            return false;
        }
        lastRead = now;
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (piece[i] == '\n') {
                hold(piece, from, i);
                end(lines);
                from = i + 1;
            }
        }
        hold(piece, from, count);
        return true;
    }

    private void hold(byte[] bytes, int from, int to) {
        int kept = Math.min(to - from, maxBytes + 1 - size); // one more: it may be the CR
        if (size + kept > held.length) {
            held = Arrays.copyOf(held, Math.max(size + kept, Math.min(held.length * 2, maxBytes + 1)));
        }
        System.arraycopy(bytes, from, held, size, kept);
        size += kept;
        for (int i = from + kept; i < to; i++) {
            lostEnd[(int) (lost++ % Trace.TAIL)] = bytes[i];
        }
    }

    private void end(Lines lines) throws InterruptedException {
        hand(lines);
        content.trace().read(new byte[] {'\n'}, 0, 1);
    }

    private void hand(Lines lines) throws InterruptedException {
        int end = size > 0 && held[size - 1] == '\r' && lost == 0 ? size - 1 : size;
        long gone = lost + Math.max(0, end - maxBytes);
        if (end > 0) {
            if (skip > 0) {
                skip--;
            } else {
                lines.line(this, Arrays.copyOf(held, Math.min(end, maxBytes)), gone);
            }
        }
        content.trace().read(held, 0, size);
        content.trace().skip(Math.max(0, lost - Trace.TAIL));
        for (long i = Math.max(0, lost - Trace.TAIL); i < lost; i++) {
            content.trace().read(lostEnd, (int) (i % Trace.TAIL), (int) (i % Trace.TAIL) + 1);
        }
        size = 0;
        lost = 0;
    }

    /** What is held is a record too: no line end will come. */
    void finish(Lines lines) throws InterruptedException {
        if (size > 0) {
            hand(lines);
        }
    }

    /** Whether what was read is there no more. */
    boolean isTruncated() throws IOException {
        return content.isCutOff();
    }

    void beginAnew() throws IOException {
        content.begin();
        skip = 0;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
