package dev.vedette.host.ingest;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses {@code deflate}, which is zlib (RFC 1950) by the standard and bare deflate by some clients. */
final class DeflateDecoder implements BodyDecoder {
    private Inflater inflater = new Inflater();
    private boolean begun;

    @Override
    public void feed(byte[] piece) {
        if (!begun && piece.length > 0) {
            begun = true;
            if ((piece[0] & 0x0F) != 8) { // zlib names its method in the low bits, deflate could not begin so
                inflater.end();
                inflater = new Inflater(true);
            }
        }
        inflater.setInput(piece);
    }

    @Override
    public int read(byte[] out) throws DataFormatException {
        int count = inflater.inflate(out);
        if (count == 0 && inflater.needsDictionary()) {
            throw new DataFormatException("it asks for a dictionary");
        }
        if (count == 0 && inflater.finished() && inflater.getRemaining() > 0) {
            throw new DataFormatException("something follows its end");
        }
        return count;
    }

    @Override
    public boolean complete() {
        return inflater.finished();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
