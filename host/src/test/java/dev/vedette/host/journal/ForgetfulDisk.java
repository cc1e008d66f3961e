package dev.vedette.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A disk that keeps nothing but what was forced, as one does whose power is cut: the page cache of a killed process hides
 * a missing fsync. Of the writes that were not forced, a cut lets some through, whole or torn, in any order.
 */
final class ForgetfulDisk implements Disk {
    final AtomicInteger forces = new AtomicInteger();
    private final Random random;
    private final List<Unforced> unforced = new ArrayList<>();
    private boolean cut;

    private record Unforced(OpenFile file, byte[] bytes, long offset) {}

    ForgetfulDisk(long seed) {
        this.random = new Random(seed);
    }

    /** The power goes: nothing of this run reaches the disk any more. */
    synchronized void cutPower() throws IOException {
        cut = true;
        for (Unforced write : unforced) {
            int kept = random.nextInt(3) == 0 ? random.nextInt(write.bytes.length + 1) : 0;
            if (kept > 0) {
                int from = random.nextInt(write.bytes.length - kept + 1);
                write.file.write(ByteBuffer.wrap(write.bytes, from, kept), write.offset + from);
            }
        }
        unforced.clear();
    }

    @Override
    public OpenFile create(Path path) throws IOException {
        OpenFile real = REAL.create(path);
        return new OpenFile() {
            @Override
            public void write(ByteBuffer bytes, long offset) throws IOException {
                synchronized (ForgetfulDisk.this) {
                    requirePower();
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    unforced.add(new Unforced(real, copy, offset));
                }
            }

            @Override
            public void force() throws IOException {
                synchronized (ForgetfulDisk.this) {
                    requirePower();
                    for (Unforced write : unforced) {
                        if (write.file == real) {
                            real.write(ByteBuffer.wrap(write.bytes), write.offset);
                        }
                    }
                    unforced.removeIf(write -> write.file == real);
                    forces.incrementAndGet();
                }
            }

            @Override
            public void truncate(long size) throws IOException {
                requirePower();
                real.truncate(size);
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    private synchronized void requirePower() throws IOException {
        if (cut) {
            throw new IOException("the power is cut");
        }
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        REAL.syncFolder(folder);
    }
}
