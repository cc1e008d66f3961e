package dev.vedette.host.ingest;

/** Takes what a splitter finds in a stream of bytes, in order. */
public interface FrameSink {
    /** One record; the array is the taker's own. */
    void record(byte[] bytes);

    /** The beginning of a record that is longer than allowed; {@code lostBytes} of its end are gone. */
    void cut(byte[] beginning, long lostBytes);

    /** The stream does not follow its protocol here; the bytes in question come as records all the same. */
    void broken(String reason);
}
