package dev.vedette.host.ingest;

/** Cuts a stream of bytes into records, however the stream arrives in pieces. Not thread-safe. */
public interface Splitter {
    /** Takes a piece; keeps nothing of the array. */
    void feed(byte[] data, int from, int to, FrameSink sink);

    /** The stream has ended: what is held is a record too. */
    void finish(FrameSink sink);

    /** Lines that are not empty. */
    static Splitter lines(int maxBytes) {
        return new LineSplitter(maxBytes);
    }

    /** JSON values: objects one after the other, or the members of an array. */
    static Splitter json(int maxBytes) {
        return new JsonSplitter(maxBytes, false);
    }
}
