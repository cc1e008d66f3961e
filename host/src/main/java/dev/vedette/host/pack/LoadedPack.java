package dev.vedette.host.pack;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** A pack that passed every check of its own: its files and, where it has Java, one instance of each extension. */
public interface LoadedPack {
    PackManifest manifest();

    default PackId id() {
        return manifest().id();
    }

    /**
     * The files that {@code provides} names, in its order.
     *
     * @param kind a key of {@code provides} except {@code java}: parsers, rules, profiles, scenarios, reports, ...
     */
    List<PackFile> files(String kind);

    /** The extensions of one point, always the same instances; empty once the pack is unloaded. */
    <T extends ExtensionPoint> List<T> extensions(Class<T> point);
}
