package dev.vedette.host.journal;

import dev.vedette.api.event.Origin;
import dev.vedette.api.event.RawRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a segment. A header of 32 bytes: magic with version, base position, seed, CRC32C of these. Then frames:
 * length of the body, mark (position xor seed), CRC32C of seed, length, mark and body; the body is a version byte, the
 * time of receipt (seconds, nanoseconds), the length of the origin, the origin, the payload. A body of version
 * 2 has a {@link SourceMark} before the payload: two texts, each behind its length. All numbers big-endian.
 * After the last frame there are zeros up to the end of what was allocated.
 *
 * <p>The mark makes it cheap to find the next good frame behind a damaged stretch; the seed, random per segment, makes
 * sure that no payload can pass for a frame.
 */
final class Frames {
    static final int SEGMENT_HEADER = 32;
    static final int FRAME_HEADER = 12;

    private static final long MAGIC = 0x5645_4A4F_5552_0001L; // "VEJOUR", version 1
    private static final byte PLAIN = 1;
    private static final byte MARKED = 2;
    private static final int BODY_HEADER = 1 + 8 + 4 + 4;
    private static final int REMEMBERED = 64;
    private static final byte[] NOTHING = new byte[0];

    private final long base;
    private final long seed;
    private final CRC32C crc = new CRC32C();
    private final @Nullable Origin[] knownOrigins = new Origin[REMEMBERED];
    private final byte[][] knownBytes = new byte[REMEMBERED][];
    private byte[] lastOriginBytes = new byte[0];
    private @Nullable Origin lastOrigin;

    Frames(long base, long seed) {
        this.base = base;
        this.seed = seed;
    }

    long base() {
        return base;
    }

    byte[] header() {
        ByteBuffer header =
                ByteBuffer.allocate(SEGMENT_HEADER).putLong(MAGIC).putLong(base).putLong(seed);
        crc.reset();
        crc.update(header.array(), 0, 24);
        return header.putInt((int) crc.getValue()).array();
    }

    /** The frames of a segment file, or null if its header is unreadable. */
    static @Nullable Frames read(byte[] file) {
        if (file.length < SEGMENT_HEADER) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(file);
        CRC32C crc = new CRC32C();
        crc.update(file, 0, 24);
        return header.getLong(0) == MAGIC && header.getInt(24) == (int) crc.getValue()
                ? new Frames(header.getLong(8), header.getLong(16))
                : null;
    }

    /** Appends a record's frame to {@code out}, which stands for the segment from {@code offset} on. */
    ByteBuffer append(ByteBuffer out, long offset, RawRecord record, @Nullable SourceMark sourceMark) {
        byte[] origin = bytesOf(record.origin());
        byte[] marking = sourceMark == null ? NOTHING : bytesOf(sourceMark);
        int body = BODY_HEADER + origin.length + marking.length + record.bytes().length;
        ByteBuffer to = out;
        if (to.remaining() < FRAME_HEADER + body) {
            int size = Math.max(to.capacity() * 2, to.position() + FRAME_HEADER + body);
            to = ByteBuffer.allocate(size).put(to.flip());
        }
        int start = to.position();
        int mark = mark(offset + start);
        to.putInt(body).putInt(mark).putInt(0).put(sourceMark == null ? PLAIN : MARKED);
        to.putLong(record.receivedAt().getEpochSecond())
                .putInt(record.receivedAt().getNano());
        to.putInt(origin.length).put(origin).put(marking).put(record.bytes());
        return to.putInt(start + 8, checksum(to, start, body));
    }

    private int mark(long offset) {
        return (int) (base + offset ^ seed);
    }

    private int checksum(ByteBuffer frame, int start, int body) {
        crc.reset();
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc.update((int) (seed >>> shift) & 0xFF);
        }
        crc.update(frame.array(), start, 8);
        crc.update(frame.array(), start + FRAME_HEADER, body);
        return (int) crc.getValue();
    }

    /** The length of the whole frame at an offset of a segment file, or -1 if there is no intact one. */
    int frameAt(ByteBuffer file, int offset) {
        int left = file.capacity() - offset;
        if (left < FRAME_HEADER + BODY_HEADER || file.getInt(offset + 4) != mark(offset)) {
            return -1;
        }
        int body = file.getInt(offset);
        boolean whole = body >= BODY_HEADER && body <= left - FRAME_HEADER;
        return whole && file.getInt(offset + 8) == checksum(file, offset, body) ? FRAME_HEADER + body : -1;
    }

    /** Reads the frame that {@link #frameAt} found; null if a newer version of the host wrote its body. */
    @Nullable
    JournaledRecord recordAt(ByteBuffer file, int offset, int length) {
        int at = offset + FRAME_HEADER;
        byte version = file.get(at);
        if (version != PLAIN && version != MARKED) {
            return null;
        }
        int originLength = file.getInt(at + 13);
        int origin = at + BODY_HEADER;
        int payload = origin + originLength;
        try {
            Instant received = Instant.ofEpochSecond(file.getLong(at + 1), file.getInt(at + 9));
            SourceMark sourceMark = null;
            if (version == MARKED) {
                String reader = text(file, payload);
                payload += Integer.BYTES + file.getInt(payload);
                sourceMark = new SourceMark(reader, text(file, payload));
                payload += Integer.BYTES + file.getInt(payload);
            }
            byte[] bytes = Arrays.copyOfRange(file.array(), payload, offset + length);
            RawRecord record = new RawRecord(bytes, received, originOf(file.array(), origin, originLength));
            return new JournaledRecord(base + offset, record, sourceMark);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    private static byte[] bytesOf(SourceMark mark) {
        byte[] reader = mark.reader().getBytes(StandardCharsets.UTF_8);
        byte[] text = mark.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + reader.length + text.length)
                .putInt(reader.length)
                .put(reader)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private static String text(ByteBuffer file, int at) {
        return new String(file.array(), at + Integer.BYTES, file.getInt(at), StandardCharsets.UTF_8);
    }

    private byte[] bytesOf(Origin origin) {
        int slot = System.identityHashCode(origin) & REMEMBERED - 1;
        if (knownOrigins[slot] != origin) { // receivers keep one origin per connection
            knownBytes[slot] = OriginBytes.of(origin);
            knownOrigins[slot] = origin;
        }
        return knownBytes[slot];
    }

    private Origin originOf(byte[] file, int offset, int length) {
        Origin last = lastOrigin;
        if (last != null && Arrays.equals(file, offset, offset + length, lastOriginBytes, 0, lastOriginBytes.length)) {
            return last;
        }
        Origin origin = OriginBytes.read(file, offset, length);
        lastOriginBytes = Arrays.copyOfRange(file, offset, offset + length);
        lastOrigin = origin;
        return origin;
    }
}
