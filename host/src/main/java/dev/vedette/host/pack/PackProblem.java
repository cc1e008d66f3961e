package dev.vedette.host.pack;

import org.jspecify.annotations.Nullable;

/**
 * Why an archive in the packs folder is not active.
 *
 * @param path the archive
 * @param pack what it says it is, or null where that cannot be read
 */
public record PackProblem(String path, @Nullable PackId pack, PackCode code, String reason) {
    @Override
    public String toString() {
        return path + ": " + reason + " [" + code + "]. " + code.remedy();
    }
}
