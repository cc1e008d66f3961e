package dev.vedette.host.ingest;

/** Cuts a stream of bytes into records, however the stream arrives in pieces. Not thread-safe. */
interface Splitter {
    /** Takes a piece; keeps nothing of the array. */
    void feed(byte[] data, int from, int to, FrameSink sink);

    /** The stream has ended: what is held is a record too. */
    void finish(FrameSink sink);
}
