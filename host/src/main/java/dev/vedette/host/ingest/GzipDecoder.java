package dev.vedette.host.ingest;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses gzip (RFC 1952, several members too). */
final class GzipDecoder implements BodyDecoder {
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;

    private enum At {
        HEADER,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        BODY,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private byte[] input = new byte[0];
    private int next;
    private At at = At.HEADER;
    private int seen; // bytes of the current part
    private int flags;
    private int number;
    private boolean anyMember;

    @Override
    public void feed(byte[] piece) {
        input = piece;
        next = 0;
    }

    @Override
    public int read(byte[] out) throws DataFormatException {
        while (next < input.length) {
            if (at != At.BODY) {
                headerOrTrailer(input[next++] & 0xFF);
                continue;
            }
            inflater.setInput(input, next, input.length - next);
            int count = inflater.inflate(out);
            next = input.length - inflater.getRemaining();
            if (inflater.finished()) {
                endBody();
            } else if (inflater.needsDictionary()) {
                throw new DataFormatException("it asks for a dictionary");
            }
            if (count > 0) {
                crc.update(out, 0, count);
                return count;
            }
        }
        return at == At.BODY ? rest(out) : 0;
    }

    /** What the inflater still holds when all input has been given to it. */
    private int rest(byte[] out) throws DataFormatException {
        int count = inflater.inflate(out);
        crc.update(out, 0, count);
        if (inflater.finished()) {
            endBody();
        }
        return count;
    }

    private void endBody() {
        at = At.TRAILER;
        seen = 0;
        number = 0;
    }

    @Override
    public boolean complete() {
        return anyMember && at == At.HEADER && seen == 0;
    }

    private void headerOrTrailer(int b) throws DataFormatException {
        switch (at) {
            case HEADER -> header(b);
            case EXTRA_LENGTH -> {
                number |= b << (8 * seen++);
                if (seen == 2) {
                    seen = 0;
                    at = At.EXTRA;
                    if (number == 0) {
                        after(At.EXTRA);
                    }
                }
            }
            case EXTRA -> {
                if (++seen == number) {
                    after(At.EXTRA);
                }
            }
            case NAME, COMMENT -> {
                if (b == 0) {
                    after(at);
                }
            }
            case HEADER_CRC -> {
                if (++seen == 2) {
                    after(At.HEADER_CRC);
                }
            }
            default -> trailer(b);
        }
    }

    private void header(int b) throws DataFormatException {
        if (seen == 0 && b == 0 && anyMember) {
            return; // padding behind the last member
        }
        if ((seen == 0 && b != 0x1F) || (seen == 1 && b != 0x8B) || (seen == 2 && b != 8)) {
            throw new DataFormatException("it is not gzip");
        }
        if (seen == 3) {
            flags = b;
        }
        if (++seen == FIXED_HEADER) {
            after(At.HEADER);
        }
    }

    /** Goes to the next part that the flags announce. */
    private void after(At part) {
        seen = 0;
        number = 0;
        if (part == At.HEADER && (flags & 4) != 0) {
            at = At.EXTRA_LENGTH;
        } else if (part.compareTo(At.NAME) < 0 && (flags & 8) != 0) {
            at = At.NAME;
        } else if (part.compareTo(At.COMMENT) < 0 && (flags & 16) != 0) {
            at = At.COMMENT;
        } else if (part.compareTo(At.HEADER_CRC) < 0 && (flags & 2) != 0) {
            at = At.HEADER_CRC;
        } else {
            at = At.BODY;
            inflater.reset();
            crc.reset();
        }
    }

    private void trailer(int b) throws DataFormatException {
        if (seen < 4) {
            number |= b << (8 * seen);
        }
        if (++seen == TRAILER) {
            if (number != (int) crc.getValue()) {
                throw new DataFormatException("its checksum does not fit");
            }
            anyMember = true;
            at = At.HEADER;
            seen = 0;
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
