package dev.vedette.host.pack;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code pack list}.
 *
 * @param id as far as it could be read, otherwise the name of the file
 * @param version empty where it could not be read
 * @param code why it is not simply active, or null
 * @param reason the same for people, with what to do; when active, what of it is not used yet, or empty
 * @param counts of all its extensions together
 * @param extensions ids of parsers, formats of reporters, names of other extension classes
 * @param since when it became active, or null
 * @param path the archive
 * @param sha256 of the archive, in hex; empty where it could not be read
 */
public record PackStatus(
        String id,
        String version,
        String title,
        PackState state,
        @Nullable PackCode code,
        String reason,
        PluginCounts counts,
        List<String> extensions,
        int parsers,
        int rules,
        @Nullable Instant since,
        String path,
        String sha256) {
    public PackStatus {
        extensions = List.copyOf(extensions);
    }
}
