package dev.vedette.api.read;

import dev.vedette.api.Incubating;

/** Takes the records of one file in their order. Not thread-safe. */
@Incubating
public interface RecordSink {
    /**
     * Takes a record. May block while the host is busy.
     *
     * @param bytes of one record, at most 1 MiB; the array is the host's from then on
     */
    void record(byte[] bytes);

    /**
     * Says that a part of the file cannot be read.
     *
     * @param offset of the part in the file, in bytes
     * @param reason what is wrong, in one sentence
     */
    void damaged(long offset, String reason);
}
