package dev.vedette.host.pack;

import java.util.Objects;

/**
 * A pack in one version.
 *
 * @param id reverse DNS, for example {@code com.acme.cisco-asa}
 * @param version semantic version
 */
public record PackId(String id, String version) {
    public PackId {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }

    @Override
    public String toString() {
        return id + " " + version;
    }
}
