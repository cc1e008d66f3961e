package dev.vedette.api.read;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.io.InputStream;
import org.pf4j.ExtensionPoint;

/**
 * Streams the raw records out of a container file. Extension point, incubating; lifecycle as in {@link dev.vedette.api}.
 *
 * <p><b>Threading:</b> one thread per file, several files at once. <b>Memory:</b> bounded, whatever the file's size.
 * <b>Errors:</b> report a damaged part through {@link RecordSink#damaged} and go on behind it; an {@link IOException}
 * ends the file, with what came before kept.
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

    /** Reads the file from its first byte to its end. */
    void read(InputStream in, RecordSink sink) throws IOException;
}
