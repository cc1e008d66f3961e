package dev.vedette.host.pack;

import dev.vedette.api.ApiVersion;
import dev.vedette.host.yaml.Yaml;
import dev.vedette.host.yaml.YamlException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pack as far as it can be judged without running anything of it.
 *
 * @param files kind to files
 * @param libraries paths of the jars under {@code lib/}
 * @param hasCode whether there are classes at all
 */
record InspectedPack(
        Path path,
        String sha256,
        PackManifest manifest,
        Map<String, List<PackFile>> files,
        List<String> libraries,
        boolean hasCode) {

    PackId id() {
        return manifest.id();
    }

    /** Reads and checks everything but classes. */
    static InspectedPack inspect(Path path, PackSettings settings) throws PackRefusedException {
        try (PackArchive archive = PackArchive.open(path, ArchiveLimits.USUAL)) {
            PackManifest manifest = PackManifest.read(PackManifest.FILE, manifestText(archive));
            try {
                compatible(manifest, settings);
                Map<String, List<PackFile>> files = files(manifest, archive);
                config(manifest, archive);
                PackCodeCheck code = PackCodeCheck.check(manifest, archive);
                return new InspectedPack(path, archive.sha256Hex(), manifest, files, code.libraries(), code.hasCode());
            } catch (PackRefusedException e) {
                throw new PackRefusedException(manifest.id(), e.code(), e.reason());
            }
        }
    }

    private static String manifestText(PackArchive archive) throws PackRefusedException {
        if (archive.has(PackManifest.FILE)) {
            return archive.text(PackManifest.FILE);
        }
        String elsewhere = archive.names().stream()
                .filter(name -> name.endsWith("/" + PackManifest.FILE))
                .findFirst()
                .map(name -> "; it stands at " + name)
                .orElse("");
        throw new PackRefusedException(
                PackCode.MANIFEST_MISSING, "the archive has no " + PackManifest.FILE + " at its root" + elsewhere);
    }

    private static void compatible(PackManifest manifest, PackSettings settings) throws PackRefusedException {
        if (!Compatibility.satisfies(ApiVersion.CURRENT, manifest.apiRange())) {
            throw new PackRefusedException(
                    PackCode.API_MISMATCH,
                    "it works with the plugin API " + manifest.apiRange() + "; this host has " + ApiVersion.CURRENT);
        }
        String host = manifest.hostRange();
        if (host != null && !Compatibility.satisfies(settings.hostVersion(), host)) {
            throw new PackRefusedException(
                    PackCode.HOST_MISMATCH, "it works with Vedette " + host + "; this is " + settings.hostVersion());
        }
    }

    private static Map<String, List<PackFile>> files(PackManifest manifest, PackArchive archive)
            throws PackRefusedException {
        Map<String, List<PackFile>> files = new LinkedHashMap<>();
        for (Map.Entry<String, List<PackManifest.Pattern>> kind :
                manifest.provides().entrySet()) {
            Set<String> paths = new LinkedHashSet<>();
            for (PackManifest.Pattern pattern : kind.getValue()) {
                Pattern glob = PathGlob.compile(pattern.glob());
                List<String> found = archive.names().stream()
                        .filter(name -> glob.matcher(name).matches())
                        .toList();
                if (found.isEmpty()) {
                    throw new PackRefusedException(
                            PackCode.FILE_NOT_FOUND,
                            pattern.place() + ": no file in the pack matches '" + pattern.glob() + "'");
                }
                paths.addAll(found);
            }
            List<PackFile> texts = new ArrayList<>();
            for (String path : paths) {
                texts.add(new PackFile(path, archive.text(path)));
            }
            files.put(kind.getKey(), List.copyOf(texts));
        }
        return Map.copyOf(files);
    }

    private static void config(PackManifest manifest, PackArchive archive) throws PackRefusedException {
        String config = manifest.config();
        if (config == null) {
            return;
        }
        if (!archive.has(config)) {
            throw new PackRefusedException(
                    PackCode.FILE_NOT_FOUND, "'config' names " + config + ", which is not in the pack");
        }
        try {
            var unused = Yaml.readMap(config, archive.text(config)); // JSON is YAML
        } catch (YamlException e) {
            throw new PackRefusedException(
                    PackCode.MANIFEST_INVALID, "the schema of the configuration is no JSON object: " + e.getMessage());
        }
    }

    /** The classes that {@code provides.java} names. */
    Set<String> classes() {
        return manifest.classes();
    }
}
