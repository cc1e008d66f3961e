package dev.vedette.host;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a host keeps things.
 *
 * @param data its data folder
 * @param packs its packs
 * @param bundled the packs of the distribution, which are put into {@code packs}; null when that is the user's own
 */
public record HostFolders(Path data, Path packs, @Nullable Path bundled) {
    /** The folder of the distribution, as the launcher names it. */
    private static final String HOME = "vedette.home";

    /**
     * The usual folders.
     *
     * @param packs a folder of the user's own, or null for one below the data, with the bundled packs
     */
    public static HostFolders of(Path data, @Nullable Path packs) {
        return packs == null
                ? new HostFolders(data, data.resolve("packs"), distribution())
                : new HostFolders(data, packs, null);
    }

    /** The packs of the distribution, or null when the host runs without one. */
    public static @Nullable Path distribution() {
        String home = System.getProperty(HOME);
        return home == null ? null : Path.of(home, "packs");
    }
}
