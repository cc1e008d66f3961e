package dev.vedette.host.ingest;

import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a body that arrives in pieces, as far as it is asked: a small input can never force a large output upon
 * the caller. Not thread-safe.
 */
interface BodyDecoder extends AutoCloseable {
    /** Gives the next piece; the one before must have been used up ({@link #read} gave 0). */
    void feed(byte[] piece);

    /**
     * Decompresses into {@code out}.
     *
     * @return how many bytes; 0 when more input is needed
     * @throws DataFormatException if it is damaged or of another format
     */
    int read(byte[] out) throws DataFormatException;

    /** Whether the data may end here. */
    boolean complete();

    @Override
    void close();

    /** Whether there is a decoder for this {@code Content-Encoding}, or none is needed. */
    static boolean knows(String encoding) {
        return switch (encoding) {
            case "", "identity", "gzip", "x-gzip", "deflate", "zstd" -> true;
            default -> false;
        };
    }

    /** The decoder for an encoding; null where the body is plain. */
    static @Nullable BodyDecoder of(String encoding) {
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GzipDecoder();
            case "deflate" -> new DeflateDecoder();
            case "zstd" -> new ZstdDecoder();
            default -> null;
        };
    }
}
