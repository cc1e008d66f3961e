package dev.vedette.host.ingest.gelf;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks gzip and zlib, known by their first bytes, up to a limit: a small datagram cannot unfold without bounds. */
final class Unpacking {
    private static final int GZIP_HEADER = 10;

    private Unpacking() {}

    /** The message, at most so many bytes of it; what is neither gzip nor zlib is the message already. */
    static byte[] unpack(byte[] packed, int maxBytes) throws DataFormatException {
        if (packed.length < 2) {
            return packed;
        }
        int magic = ((packed[0] & 0xFF) << 8) | (packed[1] & 0xFF);
        if (magic == 0x1F8B) {
            return inflate(packed, gzipBody(packed), true, maxBytes);
        }
        boolean zlib = (packed[0] & 0x0F) == 8 && (packed[0] & 0xFF) >> 4 <= 7 && magic % 31 == 0;
        return zlib ? inflate(packed, 0, false, maxBytes) : packed;
    }

    private static int gzipBody(byte[] packed) throws DataFormatException {
        if (packed.length < GZIP_HEADER || packed[2] != 8) {
            throw new DataFormatException("the gzip header is broken");
        }
        int flags = packed[3];
        int at = GZIP_HEADER;
        if ((flags & 4) != 0 && at + 2 <= packed.length) {
            at += 2 + (packed[at] & 0xFF) + ((packed[at + 1] & 0xFF) << 8);
        }
        for (int text = 8; text <= 16; text *= 2) { // a file's name, a comment
            if ((flags & text) != 0) {
                while (at < packed.length && packed[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        at += (flags & 2) != 0 ? 2 : 0;
        if (at >= packed.length) {
            throw new DataFormatException("the gzip header is broken");
        }
        return at;
    }

    private static byte[] inflate(byte[] packed, int from, boolean raw, int maxBytes) throws DataFormatException {
        try (Inflating inflating = new Inflating(new Inflater(raw))) {
            Inflater inflater = inflating.inflater();
            inflater.setInput(packed, from, packed.length - from);
            byte[] out = new byte[Math.min(maxBytes, Math.max(1_024, packed.length * 4))];
            int size = 0;
            while (!inflater.finished() && size < maxBytes) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, (int) Math.min(maxBytes, size * 2L));
                }
                int count = inflater.inflate(out, size, out.length - size);
                size += count;
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("it ends too early");
                }
            }
            return size == out.length ? out : Arrays.copyOf(out, size);
        }
    }

    private record Inflating(Inflater inflater) implements AutoCloseable {
        @Override
        public void close() {
            inflater.end();
        }
    }
}
