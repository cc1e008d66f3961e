package dev.vedette.api.read;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.ExtensionPoint;

/**
 * Streams the raw records out of a container file. Extension point, incubating; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> one thread per file, several files at once. <b>Budget:</b> none for a file as long as it gets on; a
 * minute without a record ends it. <b>Memory:</b> bounded, whatever the file's size.
 * <b>Errors:</b> report a damaged part through {@link RecordSink#damaged} and go on behind it; an {@link IOException}
 * ends the file, with what came before kept; a {@link RuntimeException} does the same and counts against the pack.
 *
 * <p>Example: {@code dev.vedette.api.examples.LengthPrefixedReader} in the tests of this module.
 */
@Incubating
public interface RecordReader extends ExtensionPoint {
    /** Unique over all packs, for example {@code evtx}. */
    String id();

    /**
     * Whether a file is of this format.
     *
     * @param head its first bytes, at most 4,096
     * @param name its name, not to be relied upon
     */
    boolean accepts(byte[] head, String name);

    /**
     * Reads the file from its first byte to its end.
     *
     * @param in the file; the host closes it
     * @param sink takes the records
     * @throws IOException if the file cannot be read on
     */
    void read(InputStream in, RecordSink sink) throws IOException;
}
