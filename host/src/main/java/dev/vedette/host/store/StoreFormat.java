package dev.vedette.host.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of a store's folder. Version 1 wrote none: it had no buckets and no hash chains. Its slices are those of
 * the default bucket, and a chain begins where the first event is added, so that nothing has to be moved.
 */
final class StoreFormat {
    static final int CURRENT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(StoreFormat.class);
    private static final String NAME = "format";

    private StoreFormat() {}

    /**
     * Brings a folder to this version.
     *
     * @throws IOException if a newer version wrote it
     */
    static void migrate(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        int version = Files.exists(file) ? read(file) : 1;
        if (version > CURRENT) {
            throw new IOException("the events in " + folder + " are of format " + version + ", and this version of"
                    + " Vedette reads formats up to " + CURRENT
                    + ": start the newer version again, or restore a backup");
        }
        if (version < CURRENT) {
            if (Files.exists(folder.resolve("committed"))) {
                LOG.warn(
                        "{} goes from format {} to {}; older versions do not read it any more",
                        folder,
                        version,
                        CURRENT);
            }
            DurableFile.write(folder, NAME, CURRENT + "\n");
        }
    }

    private static int read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException(
                    file + " does not hold a number; write " + CURRENT + " into it if this version wrote"
                            + " the events beside it",
                    e);
        }
    }
}
