package dev.vedette.host.ingest.follow;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** What a file's content is known by: a checksum of its first bytes, and one of those before the place that was read. */
final class Trace {
    static final int HEAD = 256;
    static final int TAIL = 1_024;

    private final byte[] head = new byte[HEAD];
    private final byte[] tail = new byte[TAIL]; // a ring: the byte at offset n stands at n % TAIL
    private long offset;

    /** Goes on; the bytes follow those before. */
    void read(byte[] bytes, int from, int to) {
        for (int i = Math.max(from, to - TAIL); i < to; i++) {
            tail[(int) ((offset + i - from) % TAIL)] = bytes[i];
        }
        for (int i = from; i < to && offset + i - from < HEAD; i++) {
            head[(int) (offset + i - from)] = bytes[i];
        }
        offset += to - from;
    }

    /** Begins in the midst of a file: with its first bytes and those just before the offset. */
    void jump(byte[] first, byte[] before, long to) {
        System.arraycopy(first, 0, head, 0, Math.min(first.length, HEAD));
        offset = to - before.length;
        for (byte b : before) {
            tail[(int) (offset++ % TAIL)] = b;
        }
    }

    /** Goes over bytes that are far from both ends. */
    void skip(long bytes) {
        offset += bytes;
    }

    long offset() {
        return offset;
    }

    int headSum() {
        CRC32C crc = new CRC32C();
        crc.update(head, 0, (int) Math.min(offset, HEAD));
        return (int) crc.getValue();
    }

    int tailSum() {
        CRC32C crc = new CRC32C();
        for (long at = Math.max(0, offset - TAIL); at < offset; at++) {
            crc.update(tail[(int) (at % TAIL)]);
        }
        return (int) crc.getValue();
    }

    void clear() {
        offset = 0;
        Arrays.fill(head, (byte) 0);
    }
}
