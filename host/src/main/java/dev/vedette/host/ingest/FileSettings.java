package dev.vedette.host.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver of files reads.
 *
 * @param path a file, or a folder whose files are read in the order of their names; null for every other type
 */
public record FileSettings(@Nullable Path path) {
    static final FileSettings NONE = new FileSettings(null);
}
