package dev.vedette.host.ingest.follow;

import dev.vedette.host.ingest.FileRecords;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** The plain content of an open file, which goes on when the file grows; of a compressed one it ends for good. */
final class Content implements AutoCloseable {
    private final FileChannel channel;
    private final boolean compressed;
    private InputStream in;
    private Trace trace = new Trace();

    private Content(FileChannel channel, boolean compressed, InputStream in) {
        this.channel = channel;
        this.compressed = compressed;
        this.in = in;
    }

    static Content open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            byte[] magic = at(channel, 0, 4);
            boolean compressed = FileRecords.isCompressed(magic);
            return new Content(channel, compressed, stream(channel, compressed));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream stream(FileChannel channel, boolean compressed) throws IOException {
        InputStream plain = Channels.newInputStream(channel);
        return compressed ? FileRecords.unpacked(new BufferedInputStream(plain, 64 * 1024)) : plain;
    }

    /** The file's number in its file system; where there are none its name has to do. */
    static String key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toAbsolutePath().toString() : key.toString();
    }

    private static byte[] at(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // more of it
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    boolean isCompressed() {
        return compressed;
    }

    Trace trace() {
        return trace;
    }

    /** Goes to where a position says, if this is the content that it is about; otherwise stays at the beginning. */
    boolean continueAt(Position position) throws IOException {
        long offset = position.offset();
        if (offset == 0) {
            return false;
        }
        if (!compressed) {
            if (channel.size() < offset) {
                return false;
            }
            trace = traceAt(offset);
            channel.position(offset);
        } else if (!skipCompressed(position)) {
            begin();
            return false;
        }
        if (trace.headSum() == position.head() && trace.tailSum() == position.tail()) {
            return true;
        }
        begin();
        return false;
    }

    private Trace traceAt(long offset) throws IOException {
        int before = (int) Math.min(offset, Trace.TAIL);
        Trace found = new Trace();
        found.jump(at(channel, 0, Trace.HEAD), at(channel, offset - before, before), offset);
        return found;
    }

    private boolean skipCompressed(Position position) throws IOException {
        byte[] piece = new byte[64 * 1024];
        boolean checked = false;
        while (trace.offset() < position.offset()) {
            int want = checked ? piece.length : (int) Math.min(Trace.HEAD, position.offset());
            int count = in.read(piece, 0, (int) Math.min(want, position.offset() - trace.offset()));
            if (count < 0) {
                return false;
            }
            trace.read(piece, 0, count);
            if (!checked && trace.offset() >= Math.min(Trace.HEAD, position.offset())) {
                checked = true;
                if (trace.offset() == Trace.HEAD && trace.headSum() != position.head()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Goes back to the beginning. */
    void begin() throws IOException {
        channel.position(0);
        in = stream(channel, compressed);
        trace.clear();
    }

    /**
     * Whether somebody cut the file off to begin it anew: less is there than was read, or more, but it is another text
     * that stands before it.
     */
    boolean isCutOff() throws IOException {
        if (compressed || channel.size() == channel.position()) {
            return false;
        }
        if (channel.size() < channel.position()) {
            return true;
        }
        Trace there = traceAt(trace.offset());
        return there.headSum() != trace.headSum() || there.tailSum() != trace.tailSum();
    }

    /** Reads what is there; 0 when there is nothing more now. */
    int read(byte[] piece) throws IOException {
        try {
            return Math.max(0, in.read(piece));
        } catch (EOFException e) {
            if (compressed) {
                return 0; // it is still being written, or damaged: what can be had was had
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
