package dev.vedette.api.simulate;

import dev.vedette.api.Incubating;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Reads the log that an attack tool wrote of what it really did (ATTiRe, a Caldera event log, ...), so that the host can
 * look for the traces. Extension point, incubating; lifecycle as in {@link dev.vedette.api}. This version of the host
 * does not call it yet.
 *
 * <p><b>Threading:</b> one thread per file, several files at once. <b>Budget:</b> 60 s and 100,000 steps a file.
 * <b>Errors:</b> an {@link IOException} refuses the file with its message shown; a {@link RuntimeException} does the same
 * and counts against the pack. Nothing of a refused file is kept.
 *
 * <p>Example: {@code dev.vedette.api.examples.CsvExecutionLog} in the tests of this module.
 */
@Incubating
public interface ExecutionLogImporter extends ExtensionPoint {
    /** Unique over all packs, for example {@code attire}. */
    String id();

    /**
     * Whether a file is of this format.
     *
     * @param head its first bytes, at most 4,096
     * @param name its name, not to be relied upon
     */
    boolean accepts(byte[] head, String name);

    /**
     * Reads a whole file.
     *
     * @param in the file from its first byte; the host closes it
     * @return the steps in the order in which the tool carried them out
     * @throws IOException if the file is broken; say where
     */
    List<ExecutedStep> read(InputStream in) throws IOException;
}
