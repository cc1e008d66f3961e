package dev.vedette.host.ingest.lumberjack;

/** Takes what stands in the stream of a sender, in order. */
interface FrameSink {
    /** A window of so many events begins. */
    void window(int events) throws BrokenStreamException;

    /**
     * An event.
     *
     * @param lost so many bytes behind these were too many, and are gone
     */
    void event(int sequence, byte[] json, long lost) throws BrokenStreamException;
}
