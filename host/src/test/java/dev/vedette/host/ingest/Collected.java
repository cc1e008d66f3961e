package dev.vedette.host.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a splitter found. */
final class Collected implements FrameSink {
    final List<String> records = new ArrayList<>();
    final List<String> broken = new ArrayList<>();
    long lost;
    int cuts;

    /** Everything that a splitter makes of a text, fed in pieces of a size. */
    static Collected of(Splitter splitter, String text, int pieceSize) {
        Collected out = new Collected();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += pieceSize) {
            splitter.feed(bytes, i, Math.min(bytes.length, i + pieceSize), out);
        }
        splitter.finish(out);
        return out;
    }

    @Override
    public void record(byte[] bytes) {
        records.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void cut(byte[] beginning, long lostBytes) {
        record(beginning);
        cuts++;
        lost += lostBytes;
    }

    @Override
    public void broken(String reason) {
        broken.add(reason);
    }
}
