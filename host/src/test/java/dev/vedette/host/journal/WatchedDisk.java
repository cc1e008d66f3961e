package dev.vedette.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The real disk with a counter of what is durable, and with switches that make it fail. */
final class WatchedDisk implements Disk {
    final AtomicInteger forces = new AtomicInteger();
    final AtomicLong unforcedBytes = new AtomicLong();
    volatile boolean full;
    volatile boolean forceFails;

    @Override
    public OpenFile create(Path path) throws IOException {
        OpenFile real = REAL.create(path);
        return new OpenFile() {
            @Override
            public void write(ByteBuffer bytes, long offset) throws IOException {
                if (full) {
                    int half = bytes.remaining() / 2;
                    real.write(bytes.slice(bytes.position(), half), offset); // as much as fits
                    throw new IOException("No space left on device");
                }
                unforcedBytes.addAndGet(bytes.remaining());
                real.write(bytes, offset);
            }

            @Override
            public void force() throws IOException {
                if (forceFails) {
                    throw new IOException("Input/output error");
                }
                real.force();
                forces.incrementAndGet();
                unforcedBytes.set(0);
            }

            @Override
            public void truncate(long size) throws IOException {
                real.truncate(size);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        REAL.syncFolder(folder);
    }
}
