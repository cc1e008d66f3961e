package dev.vedette.host.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver of files reads.
 *
 * @param path a file, a folder, or, to follow files, a pattern such as {@code /var/log/*.log}; null for every other type
 * @param follow whether to go on reading as files grow and new ones come; otherwise they are read once, at the start
 */
public record FileSettings(@Nullable Path path, boolean follow) {
    static final FileSettings NONE = new FileSettings(null, false);
}
