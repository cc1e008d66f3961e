package dev.vedette.host.backup;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where backups go.
 *
 * @param folder null is {@code backups} in the data folder; another disk is better
 */
public record BackupSettings(@Nullable Path folder) {
    public static final BackupSettings DEFAULT = new BackupSettings(null);
}
