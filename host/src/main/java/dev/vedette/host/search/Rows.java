package dev.vedette.host.search;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one search, in their order: in memory as long as there is room, then all of them in a file. Any thread may
 * read what was added.
 */
final class Rows {
    static final int AT_ONCE_BYTES = 16 << 20;

    private final Path file;
    private final ResultSpace space;
    private final List<byte[]> memory = new ArrayList<>();
    private long[] ends = new long[64]; // where a row ends, counted in bytes from the first row on
    private int count;
    private @Nullable FileChannel channel;
    private boolean closed;

    Rows(Path file, ResultSpace space) {
        this.file = file;
        this.space = space;
    }

    /**
     * Adds a row.
     *
     * @return false when there is room for it neither in memory nor on disk
     * @throws IOException when the file cannot be written
     */
    synchronized boolean add(byte[] row) throws IOException {
        if (closed) {
            return false;
        }
        if (channel == null && space.takeMemory(row.length)) {
            memory.add(row);
        } else if (!space.takeDisk(row.length + (channel == null ? bytes() : 0))) {
            return false;
        } else {
            append(row);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = bytes() + row.length;
        count++;
        return true;
    }

    /** Disk was taken for it, and for the others where they are in memory; it is given back when it cannot be written. */
    private void append(byte[] row) throws IOException {
        long toWrite = row.length + (channel == null ? bytes() : 0);
        try {
            FileChannel out = channel;
            if (out == null) {
                out = spill();
                channel = out;
                memory.clear();
                space.giveMemory(bytes());
                toWrite = row.length;
            }
            write(out, ByteBuffer.wrap(row), bytes());
            toWrite = 0;
        } finally {
            space.giveDisk(toWrite);
        }
    }

    /** A file with all rows; none where it cannot be written, such as on a full disk. */
    private FileChannel spill() throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel out = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean whole = false;
        try {
            long at = 0;
            for (byte[] row : memory) {
                write(out, ByteBuffer.wrap(row), at);
                at += row.length;
            }
            whole = true;
        } finally {
            if (!whole) {
                out.close();
                Files.deleteIfExists(file);
            }
        }
        return out;
    }

    private static void write(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += out.write(bytes, position);
        }
    }

    /**
     * Up to {@code most} rows from the one with this number on; fewer where there are no more, or where they are so large
     * that they should not all be in memory at once.
     */
    synchronized List<byte[]> read(int from, int most) throws IOException {
        int to = (int) Math.min(count, (long) from + most);
        if (from >= to || closed) {
            return List.of();
        }
        long begin = from == 0 ? 0 : ends[from - 1];
        while (to > from + 1 && ends[to - 1] - begin > AT_ONCE_BYTES) {
            to = from + (to - from) / 2;
        }
        if (channel == null) {
            return List.copyOf(memory.subList(from, to));
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(ends[to - 1] - begin));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, begin + bytes.position()) < 0) {
                throw new EOFException(file + " is shorter than it was written; search again");
            }
        }
        List<byte[]> rows = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            int start = (int) ((i == 0 ? 0 : ends[i - 1]) - begin);
            rows.add(Arrays.copyOfRange(bytes.array(), start, (int) (ends[i] - begin)));
        }
        return rows;
    }

    synchronized int count() {
        return count;
    }

    synchronized long bytes() {
        return count == 0 ? 0 : ends[count - 1];
    }

    synchronized boolean onDisk() {
        return channel != null;
    }

    /** Gives the room back and deletes the file. */
    synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (channel == null) {
            space.giveMemory(bytes());
            memory.clear();
        } else {
            space.giveDisk(bytes());
            channel.close();
            Files.deleteIfExists(file);
        }
    }
}
