package dev.vedette.host.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/** A loaded pack and what holds it open. Authors' tools and tests open one by itself; the host opens many. */
public final class OpenPack implements LoadedPack, AutoCloseable {
    private final InspectedPack pack;
    private final PackSettings settings;
    private volatile Map<Class<?>, List<Object>> extensions;
    private @Nullable LoadedCode code;

    private OpenPack(InspectedPack pack, PackSettings settings, @Nullable LoadedCode code) {
        this.pack = pack;
        this.settings = settings;
        this.code = code;
        this.extensions = code == null ? Map.of() : byPoint(pack.manifest(), code);
    }

    /**
     * Opens a pack outside of any host.
     *
     * @param path a jar, a zip, or a folder that holds what the archive will
     * @throws PackRefusedException saying what is wrong with it and what to do
     */
    public static OpenPack open(Path path, PackSettings settings) throws PackRefusedException {
        try {
            InspectedPack pack = InspectedPack.inspect(path, settings);
            return load(pack, settings, Files.createTempDirectory("vedette-pack-"));
        } catch (IOException e) {
            throw new PackRefusedException(PackCode.STORAGE, "no temporary folder: " + e.getMessage());
        }
    }

    /**
     * Loads the classes, if there are any, and makes the extensions.
     *
     * @param work a folder of its own, deleted when the pack is closed
     */
    static OpenPack load(InspectedPack pack, PackSettings settings, Path work) throws PackRefusedException {
        if (!pack.hasCode()) {
            LoadedCode.delete(work);
            return new OpenPack(pack, settings, null);
        }
        try {
            if (settings.unsignedCode() != UnsignedCode.ALLOW
                    && !settings.trusted().contains(pack.sha256())) {
                throw new PackRefusedException(
                        pack.id(), PackCode.CODE_UNSIGNED, "it has Java classes, and nobody signed it");
            }
            return new OpenPack(pack, settings, new PackCodeLoader(pack, settings).load(work));
        } catch (PackRefusedException e) {
            LoadedCode.delete(work);
            throw e;
        }
    }

    private static Map<Class<?>, List<Object>> byPoint(PackManifest manifest, LoadedCode code) {
        Map<Class<?>, List<Object>> byPoint = new LinkedHashMap<>();
        manifest.extensions().forEach((point, classes) -> {
            List<Object> found = new ArrayList<>();
            for (String name : classes) {
                Object extension = code.instances().get(name);
                if (extension != null) {
                    found.add(extension);
                }
            }
            byPoint.put(ExtensionPoints.point(point), List.copyOf(found));
        });
        return Map.copyOf(byPoint);
    }

    @Override
    public PackManifest manifest() {
        return pack.manifest();
    }

    @Override
    public List<PackFile> files(String kind) {
        if (!PackManifest.KINDS.contains(kind)) {
            throw new IllegalArgumentException("no kind of file is called " + kind);
        }
        return pack.files().getOrDefault(kind, List.of());
    }

    @Override
    public <T extends ExtensionPoint> List<T> extensions(Class<T> point) {
        return extensions.getOrDefault(point, List.of()).stream()
                .map(point::cast)
                .toList();
    }

    /** The archive or folder that it was opened from. */
    public Path path() {
        return pack.path();
    }

    /** Of the archive, in hex. */
    public String sha256() {
        return pack.sha256();
    }

    /** The names of its extension classes, sorted. */
    List<String> classes() {
        return List.copyOf(pack.classes());
    }

    /** Closes its extensions and drops its classes. Call it when no call into it is under way. Does not throw. */
    @Override
    public synchronized void close() {
        LoadedCode loaded = code;
        if (loaded != null) {
            code = null;
            extensions = Map.of(); // whoever keeps this object must not keep the classes
            loaded.close(manifest().id(), settings);
        }
    }

    @Override
    public String toString() {
        return manifest().id().toString();
    }
}
