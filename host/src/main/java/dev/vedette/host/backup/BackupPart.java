package dev.vedette.host.backup;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A part of the data folder that knows how to freeze itself.
 *
 * @param name of its folder
 */
public record BackupPart(String name, Freezing freezing) {
    /** Freezes a part. */
    @FunctionalInterface
    public interface Freezing {
        /**
         * Puts what a crash at this moment would leave into an empty folder. Files that never change are linked, see
         * {@link dev.vedette.host.backup.FrozenFiles#link}; called while no checkpoint runs.
         */
        void into(Path folder) throws IOException;
    }
}
