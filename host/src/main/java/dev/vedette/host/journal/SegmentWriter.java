package dev.vedette.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The segment file that is being written, by one thread. */
final class SegmentWriter {
    private static final int STEP = 1 << 20;

    private final Path path;
    private final Disk.OpenFile file;
    private final Frames frames;
    private final ByteBuffer window = ByteBuffer.allocateDirect(STEP);
    private final long segmentBytes;
    private ByteBuffer group = ByteBuffer.allocate(STEP);
    private long durable; // up to here everything is on the disk
    private long allocated;

    private SegmentWriter(Path path, Disk.OpenFile file, Frames frames, long segmentBytes) {
        this.path = path;
        this.file = file;
        this.frames = frames;
        this.segmentBytes = segmentBytes;
    }

    /** Begins a segment; nothing is left behind if that fails. */
    static SegmentWriter create(Disk disk, Path folder, String name, long base, long seed, long segmentBytes)
            throws IOException {
        Path path = folder.resolve(name);
        Disk.OpenFile file = disk.create(path);
        SegmentWriter writer = new SegmentWriter(path, file, new Frames(base, seed), segmentBytes);
        boolean done = false;
        try {
            ByteBuffer header = ByteBuffer.wrap(writer.frames.header());
            writer.allocate(header.remaining());
            file.write(header, 0);
            file.force();
            disk.syncFolder(folder);
            writer.durable = Frames.SEGMENT_HEADER;
            done = true;
        } finally {
            if (!done) {
                file.close();
                Files.deleteIfExists(path);
            }
        }
        return writer;
    }

    Path path() {
        return path;
    }

    /** The position at which the next record will stand. */
    long end() {
        return frames.base() + durable;
    }

    boolean full() {
        return durable >= segmentBytes;
    }

    /** Writes a group and returns once it is on the disk. After an exception only {@link #seal()} may be called. */
    List<JournaledRecord> append(List<Waiting.Offered> records) throws IOException {
        List<JournaledRecord> written = new ArrayList<>(records.size());
        group.clear();
        for (Waiting.Offered one : records) {
            written.add(new JournaledRecord(end() + group.position(), one.record(), one.mark()));
            group = frames.append(group, durable, one.record(), one.mark());
        }
        group.flip();
        int length = group.limit();
        allocate(durable + length);
        for (int from = 0; from < length; from += STEP) {
            int part = Math.min(STEP, length - from);
            window.clear().put(0, group, from, part).limit(part);
            file.write(window, durable + from);
        }
        file.force();
        durable += length;
        if (group.capacity() > 16 * STEP) {
            group = ByteBuffer.allocate(STEP); // one giant record is no reason to keep that much for ever
        }
        return written;
    }

    /** Writes zeros ahead, so that an fsync need not also write the file's new size, and a full disk shows early. */
    private void allocate(long needed) throws IOException {
        while (allocated < needed) {
            long until = allocated + STEP;
            if (until > segmentBytes && needed <= segmentBytes) {
                until = segmentBytes;
            }
            window.clear().limit((int) (until - allocated));
            for (int i = 0; i + 8 <= window.limit(); i += 8) {
                window.putLong(i, 0);
            }
            for (int i = window.limit() & ~7; i < window.limit(); i++) {
                window.put(i, (byte) 0);
            }
            file.write(window, allocated);
            allocated = until;
        }
    }

    /** Cuts off what is not known to be durable and closes the file. */
    void seal() throws IOException {
        try {
            file.truncate(durable);
            file.force();
        } finally {
            file.close();
        }
    }
}
